package io.github.azblobcache.settings.values;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings that are one of a few words. */
public final class WordText {

  private WordText() {}

  /**
   * Reads a setting, in upper or lower case. A word has a hyphen where its constant has an
   * underscore.
   *
   * @throws InvalidSettingException if it is none of the words
   */
  public static <E extends Enum<E>> E parse(Setting setting, Class<E> words) {
    String text = setting.value().strip();
    return Stream.of(words.getEnumConstants())
        .filter(word -> written(word).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting.name(),
                    "'" + text + "' is not a valid value",
                    "Use " + all(words) + "."));
  }

  private static <E extends Enum<E>> String all(Class<E> words) {
    return Stream.of(words.getEnumConstants())
        .map(word -> "'" + written(word) + "'")
        .collect(Collectors.joining(" or "));
  }

  private static String written(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
