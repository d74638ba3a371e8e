package io.github.azblobcache.store.azure.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Times as HTTP writes them, for instance {@code Sun, 06 Nov 1994 08:49:37 GMT}.
 *
 * <p>By hand: with names of days and months, {@link DateTimeFormatter} asks the locale's data, for
 * which a cold JVM needs 20 ms, before a build's first request. And its own formatter for RFC 1123
 * writes days of one digit, which HTTP does not have.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, section 5.6.7,
 *     IMF-fixdate</a>
 */
public final class HttpDate {

  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final int LENGTH = 29;

  private HttpDate() {}

  /** To the second. */
  public static String format(Instant time) {
    LocalDateTime at = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(LENGTH);
    text.append(DAYS.get(at.getDayOfWeek().getValue() - 1)).append(", ");
    append(text, at.getDayOfMonth()).append(' ');
    text.append(MONTHS.get(at.getMonthValue() - 1)).append(' ');
    append(append(text, at.getYear() / 100), at.getYear() % 100).append(' ');
    append(text, at.getHour()).append(':');
    append(text, at.getMinute()).append(':');
    return append(text, at.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder append(StringBuilder text, int twoDigits) {
    return text.append((char) ('0' + twoDigits / 10)).append((char) ('0' + twoDigits % 10));
  }

  /**
   * Reads a time; also as a proxy may write it, with another offset or a day of one digit.
   *
   * @throws DateTimeException if the text is no date
   */
  public static Instant parse(String text) {
    Instant fixed = parseFixed(text);
    return format(fixed).equals(text)
        ? fixed
        : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** What the text says if it is what {@link #format} writes; else anything. */
  private static Instant parseFixed(String text) {
    int month = text.length() == LENGTH ? MONTHS.indexOf(text.substring(8, 11)) : -1;
    if (month < 0) {
      return Instant.EPOCH;
    }
    try {
      return LocalDateTime.of(
              number(text, 12, 16),
              month + 1,
              number(text, 5, 7),
              number(text, 17, 19),
              number(text, 20, 22),
              number(text, 23, 25))
          .toInstant(ZoneOffset.UTC);
    } catch (NumberFormatException | DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
