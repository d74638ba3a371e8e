package io.github.azblobcache.settings;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings that are one of a few words. */
public final class WordText {

  private WordText() {}

  /**
   * Reads a setting, in upper or lower case.
   *
   * @throws InvalidSettingException if it is none of the words
   */
  public static <E extends Enum<E>> E parse(Setting setting, Class<E> words) {
    String text = setting.value().strip();
    return Stream.of(words.getEnumConstants())
        .filter(word -> word.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting.name(),
                    "'" + text + "' is none of the words that it can be",
                    "Use " + all(words) + "."));
  }

  private static <E extends Enum<E>> String all(Class<E> words) {
    return Stream.of(words.getEnumConstants())
        .map(word -> "'" + word.name().toLowerCase(Locale.ROOT) + "'")
        .collect(Collectors.joining(" or "));
  }
}
