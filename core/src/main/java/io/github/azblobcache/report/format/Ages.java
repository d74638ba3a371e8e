package io.github.azblobcache.report.format;

import java.time.Duration;

/** Lengths of time as Docker's tools print them. */
public final class Ages {

  private static final int HOURS_OF_TWO_WEEKS = 24 * 7 * 2;
  private static final int HOURS_OF_TWO_MONTHS = 24 * 30 * 2;
  private static final int HOURS_OF_TWO_YEARS = 24 * 365 * 2;

  private Ages() {}

  /**
   * For instance {@code 3 weeks}; a negative one counts as zero.
   *
   * @see <a href="https://github.com/docker/go-units/blob/v0.5.0/duration.go">go-units,
   *     HumanDuration</a>
   */
  public static String human(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 60) {
      return seconds < 1 ? "Less than a second" : seconds == 1 ? "1 second" : seconds + " seconds";
    }
    if (age.toMinutes() < 60) {
      return age.toMinutes() == 1 ? "About a minute" : age.toMinutes() + " minutes";
    }
    // Go rounds the hours, and only them.
    long hours = Math.round(seconds / 3600.0);
    if (hours < 48) {
      return hours == 1 ? "About an hour" : hours + " hours";
    }
    return days(hours);
  }

  private static String days(long hours) {
    if (hours < HOURS_OF_TWO_WEEKS) {
      return hours / 24 + " days";
    }
    if (hours < HOURS_OF_TWO_MONTHS) {
      return hours / 24 / 7 + " weeks";
    }
    return hours < HOURS_OF_TWO_YEARS ? hours / 24 / 30 + " months" : hours / 24 / 365 + " years";
  }
}
