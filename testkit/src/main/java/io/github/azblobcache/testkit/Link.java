package io.github.azblobcache.testkit;

import java.time.Duration;

/**
 * What a network connection gives when nothing is wrong with it.
 *
 * @param bytesPerSecond in each direction, of all connections together; 0 for no limit
 * @param roundTrip added to the opening of a connection and to each change from receiving to
 *     sending on it, that is to each request
 */
public record Link(long bytesPerSecond, Duration roundTrip) {

  public Link {
    if (bytesPerSecond < 0 || roundTrip.isNegative()) {
      throw new IllegalArgumentException(
          "A negative rate or time: " + bytesPerSecond + ", " + roundTrip);
    }
  }

  /** As fast as this machine is. */
  public static Link unlimited() {
    return new Link(0, Duration.ZERO);
  }

  /** Megabits per second, as providers state it, and milliseconds. */
  public static Link of(double megabitsPerSecond, long roundTripMillis) {
    return new Link((long) (megabitsPerSecond * 125_000), Duration.ofMillis(roundTripMillis));
  }
}
