package io.github.azblobcache.report.format;

import java.util.Locale;

/** Sizes as Docker's tools print them: powers of 1,000, four digits. */
public final class Bytes {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Bytes() {}

  /**
   * For instance {@code 71.13MB}.
   *
   * @see <a href="https://github.com/docker/go-units/blob/v0.5.0/size.go">go-units, HumanSize</a>
   */
  public static String human(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return significant(size) + UNITS[unit];
  }

  private static String significant(double size) {
    int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", size);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
