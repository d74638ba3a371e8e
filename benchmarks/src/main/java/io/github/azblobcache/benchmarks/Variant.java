package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.time.Duration;

/**
 * One way to build, as a row compares it with others.
 *
 * @param name in the table
 * @param run brings about the state that the build begins with, builds, and checks the build
 */
record Variant(String name, Run run) {

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
