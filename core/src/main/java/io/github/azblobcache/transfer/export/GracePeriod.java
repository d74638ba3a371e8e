package io.github.azblobcache.transfer.export;

import java.time.Duration;

/**
 * How long prune leaves blobs alone that nothing names, and what follows for exports. An export has
 * one half of it for what it finds to be young enough, and the other half to write its manifest in.
 *
 * @param period the same for prune and for every export to one cache; at least 0
 */
public record GracePeriod(Duration period) {

  /** What prune and exports go by unless the user says otherwise. */
  public static final GracePeriod DEFAULT = new GracePeriod(Duration.ofHours(24));

  /**
   * @throws IllegalArgumentException if the period is negative
   */
  public GracePeriod {
    if (period.isNegative()) {
      throw new IllegalArgumentException("A negative time: " + period);
    }
  }

  /** How old a blob may be that is reused as it is. What is older gets a new date first. */
  public Duration reusedAsIs() {
    return period.dividedBy(2);
  }

  /**
   * How long an export may count on what an earlier one of its session has seen to. Short, because
   * what is left of the other half is all that it has to write its manifest in.
   */
  Duration reliedOn() {
    return period.dividedBy(24);
  }
}
