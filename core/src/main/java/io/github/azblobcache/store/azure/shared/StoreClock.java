package io.github.azblobcache.store.azure.shared;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time in Azure, as the last answer's {@code Date} had it. For any number of threads. */
public final class StoreClock {

  private final Clock local;
  private volatile Duration ahead = Duration.ZERO;

  public StoreClock(Clock local) {
    this.local = local;
  }

  /** Takes note of a {@code Date} header; of one that is no date, none. */
  public void observe(String date) {
    try {
      ahead = Duration.between(local.instant(), HttpDate.parse(date));
    } catch (DateTimeException e) {
      // A proxy's; the last good one is better
    }
  }

  public Instant now() {
    return local.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
  }

  /** How far Azure's clock is ahead of the machine's. */
  public Duration ahead() {
    return ahead;
  }

  public Clock local() {
    return local;
  }
}
