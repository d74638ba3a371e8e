package io.github.azblobcache.benchmarks;

/** A measured run was not what its row says, so that its time means nothing. */
final class NotAsClaimedException extends RuntimeException {

  NotAsClaimedException(String message) {
    super(message);
  }

  /**
   * Requires something of a run.
   *
   * @param claim what the row says
   * @param found what was seen
   * @throws NotAsClaimedException if it does not hold
   */
  static void require(boolean holds, String claim, Object found) {
    if (!holds) {
      throw new NotAsClaimedException("Claimed: " + claim + ". Found: " + found);
    }
  }
}
