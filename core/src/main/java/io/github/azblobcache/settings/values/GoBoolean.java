package io.github.azblobcache.settings.values;

import java.util.Optional;
import java.util.Set;

/**
 * Truth values as Go's {@code strconv.ParseBool} takes them, and so BuildKit.
 *
 * @see <a href="https://pkg.go.dev/strconv@go1.24.0#ParseBool">Go, strconv.ParseBool</a>
 */
public final class GoBoolean {

  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private GoBoolean() {}

  /**
   * @throws InvalidSettingException if the setting is neither
   */
  public static boolean parse(Setting setting) {
    String text = setting.value().strip();
    Optional<Boolean> parsed = parse(text);
    if (parsed.isEmpty()) {
      throw new InvalidSettingException(
          setting.name(),
          "'" + text + "' is neither true nor false",
          "Write true or false, or leave it out.");
    }
    return parsed.get();
  }

  /** Empty if the text is neither. */
  public static Optional<Boolean> parse(String text) {
    return TRUE.contains(text) || FALSE.contains(text)
        ? Optional.of(TRUE.contains(text))
        : Optional.empty();
  }
}
