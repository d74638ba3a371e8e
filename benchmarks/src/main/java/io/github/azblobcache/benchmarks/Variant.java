package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to build, as a row compares it with others.
 *
 * @param name in the table
 * @param run brings about the state that the build begins with, builds, and checks the build
 * @param reference the variant that its ratio is to; empty for the row's baseline
 */
record Variant(String name, Run run, Optional<String> reference) {

  Variant(String name, Run run) {
    this(name, run, Optional.empty());
  }

  /** Makes a variant's run for one edition. */
  @FunctionalInterface
  interface Maker {

    Run of(Edition edition) throws IOException;
  }

  /**
   * Some variants, and then one for each edition, of which the others are compared with the first.
   */
  static List<Variant> andOurs(
      List<Variant> others, String name, List<Edition> editions, Maker maker) throws IOException {
    List<Variant> all = new ArrayList<>(others);
    for (Edition edition : editions) {
      boolean isFirst = edition == editions.get(0);
      all.add(
          new Variant(
              name + edition.suffix(),
              maker.of(edition),
              isFirst ? Optional.empty() : Optional.of(name)));
    }
    return all;
  }

  /** One measured run. */
  @FunctionalInterface
  interface Run {

    /**
     * @param round 0 for the one that does not count, then from 1
     * @return the time of the build alone
     * @throws NotAsClaimedException if the build was not what the row says
     */
    Duration measure(int round) throws IOException;
  }
}
