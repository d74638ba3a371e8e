package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Builds without Jib, again and again in one checkout, and without asking any store. */
final class TestBuild implements Variant.Run {

  private final Situation situation;
  private final List<String> more;
  private final LongSupplier connections;
  private Checkout checkout;

  /**
   * @param more arguments of this variant
   * @param connections how many were opened to the store so far
   */
  TestBuild(Situation situation, List<String> more, LongSupplier connections) {
    this.situation = situation;
    this.more = List.copyOf(more);
    this.connections = connections;
  }

  @Override
  public Duration measure(int round) throws IOException {
    if (checkout == null) {
      checkout = situation.coldRunner();
      situation.build(checkout, more);
    }
    Duration took = situation.build(checkout, more);
    long opened = connections.getAsLong();
    NotAsClaimedException.require(opened == 0, "no connection to the store", opened);
    NotAsClaimedException.require(
        !Files.exists(checkout.jibCache()), "Jib does nothing", checkout.jibCache());
    return took;
  }
}
