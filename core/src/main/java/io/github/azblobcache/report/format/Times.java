package io.github.azblobcache.report.format;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time for people. */
public final class Times {

  private Times() {}

  /** To the second, for instance {@code 2026-01-31 08:05:09 UTC}. */
  public static String human(Instant time) {
    String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.replace('T', ' ').replace("Z", " UTC");
  }
}
