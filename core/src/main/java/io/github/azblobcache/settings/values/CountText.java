package io.github.azblobcache.settings.values;

/** Settings that are a number of things, at least one. */
public final class CountText {

  private CountText() {}

  /**
   * Reads a setting.
   *
   * @throws InvalidSettingException if it is not a number from 1 to 999,999,999
   */
  public static int parse(Setting setting) {
    String text = setting.value().strip();
    if (!text.matches("0*[1-9]\\d{0,8}")) {
      throw new InvalidSettingException(
          setting.name(), "'" + text + "' is not a positive number", "Use '5', for instance.");
    }
    return Integer.parseInt(text);
  }
}
