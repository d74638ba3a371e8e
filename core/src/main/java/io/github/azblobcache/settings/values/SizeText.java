package io.github.azblobcache.settings.values;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as buildx takes them, {@code 512mb} or {@code 20gb}: in upper or lower case, in powers of
 * 1,024, with or without a {@code b} or {@code ib} at the end.
 *
 * @see <a href="https://github.com/docker/go-units/blob/v0.5.0/size.go">go-units, RAMInBytes</a>
 */
public final class SizeText {

  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([kmgtp]?)i?b?");

  private static final String UNITS = "kmgtp";

  private SizeText() {}

  /**
   * Reads a setting, as bytes.
   *
   * @throws InvalidSettingException if it is no size, or too many bytes for a {@code long}
   */
  public static long parse(Setting setting) {
    String text = setting.value().strip();
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw invalid(setting, text);
    }
    int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid(setting, text);
    }
    return bytes.longValue();
  }

  private static InvalidSettingException invalid(Setting setting, String text) {
    return new InvalidSettingException(
        setting.name(),
        "'" + text + "' is not a size",
        "Use '512mb' for 512 times 1024 times 1024 bytes, '20gb', or a number of bytes.");
  }
}
