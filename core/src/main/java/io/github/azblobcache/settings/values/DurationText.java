package io.github.azblobcache.settings.values;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as Go writes them, {@code 24h} or {@code 2h30m}, with days as well, {@code 30d};
 * or as ISO 8601 does, {@code P30D} or {@code PT12H}.
 */
public final class DurationText {

  private static final Pattern UNITS =
      Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

  private static final int[] SECONDS = {86_400, 3_600, 60, 1};
  private static final Duration LONGEST = Duration.ofDays(365 * 1000);

  private DurationText() {}

  /**
   * Reads a setting.
   *
   * @throws InvalidSettingException if it is no length of time, or is negative, or over 1,000 years
   */
  public static Duration parse(Setting setting) {
    String text = setting.value().strip();
    return parse(text)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting.name(),
                    "'" + text + "' is not a duration",
                    "Use '30d' or 'P30D' for 30 days, '12h' or 'PT12H' for 12 hours."));
  }

  /** Reads a text; empty if it is no length of time, or is negative, or over 1,000 years. */
  public static Optional<Duration> parse(String text) {
    return units(text)
        .or(() -> iso(text))
        .filter(it -> !it.isNegative() && it.compareTo(LONGEST) <= 0);
  }

  private static Optional<Duration> units(String text) {
    Matcher matcher = UNITS.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    for (int unit = 0; unit < SECONDS.length; unit++) {
      String number = matcher.group(unit + 1);
      sum = sum.plusSeconds(number == null ? 0 : Long.parseLong(number) * SECONDS[unit]);
    }
    return Optional.of(sum);
  }

  private static Optional<Duration> iso(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      return Optional.of(upper.matches("P\\d+W") ? weeks(upper) : Duration.parse(upper));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Duration weeks(String text) {
    return Duration.between(Instant.EPOCH, Instant.EPOCH.plus(Period.parse(text)));
  }
}
