package io.github.azblobcache.progress;

import java.time.Duration;
import java.time.Instant;

/**
 * When something went on, by this machine's clock.
 *
 * @param start when it began
 * @param end when it was done; not before its start
 */
public record Span(Instant start, Instant end) {

  /** A clock that was set back in between makes an empty span. */
  public Span {
    end = end.isBefore(start) ? start : end;
  }

  /** From then to now. */
  public static Span since(Instant start) {
    return new Span(start, Instant.now());
  }

  /** How long it took, in milliseconds. */
  public long millis() {
    return Duration.between(start, end).toMillis();
  }
}
