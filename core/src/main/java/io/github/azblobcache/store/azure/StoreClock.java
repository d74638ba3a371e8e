package io.github.azblobcache.store.azure;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time in Azure, as the last answer's {@code Date} told it. For any number of threads. */
final class StoreClock {

  private final Clock local;
  private volatile Duration ahead = Duration.ZERO;

  StoreClock(Clock local) {
    this.local = local;
  }

  /** Takes note of a {@code Date} header; of one that is no date, none. */
  void observe(String date) {
    try {
      ahead = Duration.between(local.instant(), HttpDate.parse(date));
    } catch (DateTimeException e) {
      // A proxy's; the last good one is better
    }
  }

  Instant now() {
    return local.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
  }

  /** How far Azure's clock is ahead of the machine's. */
  Duration ahead() {
    return ahead;
  }

  Clock local() {
    return local;
  }
}
