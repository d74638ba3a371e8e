package io.github.azblobcache.settings.values;

import java.util.regex.Pattern;

/** Parts of a whole: {@code 10%}, or {@code 100%} for all. */
public final class PercentText {

  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?%");

  private PercentText() {}

  /**
   * Reads a setting, as a number above 0 and not above 1.
   *
   * @throws InvalidSettingException if it is no such part
   */
  public static double parse(Setting setting) {
    String text = setting.value().strip();
    if (PERCENT.matcher(text).matches()) {
      double fraction = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
      if (fraction > 0 && fraction <= 1) {
        return fraction;
      }
    }
    throw new InvalidSettingException(
        setting.name(),
        "'" + text + "' is not a part of the cache",
        "Use '10%' for a tenth, '100%' for all.");
  }
}
