package io.github.azblobcache.benchmarks;

import java.io.IOException;

/** One situation that is measured. */
interface Row {

  /** Its letter in the table. */
  String id();

  /** Whether its builds write to {@link ReadyMemory}. */
  default boolean hasReadyMemory() {
    return true;
  }

  /**
   * Measures it.
   *
   * @param rounds how often, after one round that does not count
   * @throws NotAsClaimedException if a run was not what the row says
   */
  RowResult measure(int rounds) throws IOException;
}
