package io.github.azblobcache.manifest.entries;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as Go's {@code encoding/json} writes them: RFC 3339 with up to nine digits of fraction, no
 * zero at its end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
public final class GoTime {

  /** Go's {@code time.Time{}}, which means no time. */
  public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** The time to the second, at most nine digits of fraction, the offset. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})"
              + "(?:\\.(\\d{1,9})\\d*)?(Z|[+-]\\d{2}:\\d{2})");

  private GoTime() {}

  /**
   * Reads a time with any offset; digits beyond nanoseconds are dropped, as in Go.
   *
   * @throws IllegalArgumentException if the text is no RFC 3339 time of the years 0 to 9999
   */
  public static Instant parse(String text) {
    Matcher matcher = RFC_3339.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not an RFC 3339 time: '" + text + "'");
    }
    try {
      String fraction = matcher.group(2) == null ? "" : "." + matcher.group(2);
      return requireWritable(
          OffsetDateTime.parse(matcher.group(1) + fraction + matcher.group(3)).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Not an RFC 3339 time: '" + text + "'", e);
    }
  }

  public static String format(Instant time) {
    // Instant's own form has zero, three, six or nine digits of fraction.
    String text = time.toString();
    int end = text.length() - 1;
    if (text.indexOf('.') >= 0) {
      while (text.charAt(end - 1) == '0') {
        end--;
      }
    }
    return text.substring(0, end) + "Z";
  }

  /**
   * Gives the time back.
   *
   * @throws IllegalArgumentException if its year has not four digits
   */
  static Instant requireWritable(Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("Not a time of the years 0 to 9999: " + time);
    }
    return time;
  }
}
