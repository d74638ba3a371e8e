package io.github.azblobcache.settings.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Warns of names that look like a setting's and are none: nothing reads them, and nothing else says
 * so. A name that is like no setting's is left alone, because it may be the user's own, for
 * instance {@code azblob-cache.version}.
 *
 * @param goalProperties the properties that goals read beside the settings. Asked only if there is
 *     a name that is no setting's
 * @param warnings receives one warning for each name
 */
public record Misspellings(Supplier<List<String>> goalProperties, Consumer<String> warnings) {

  private static final String PROPERTY = "azblob-cache.";
  private static final String VARIABLE = "AZBLOB_CACHE_";

  /**
   * Looks at the names of properties.
   *
   * @param before what a user writes before the name, as {@code -D}
   * @param after what a user writes after it
   */
  public void inProperties(Set<?> names, String before, String after) {
    for (String name : unknown(names, PROPERTY)) {
      List<String> known = new ArrayList<>(goalProperties.get());
      if (!known.contains(name)) {
        for (SettingKey key : SettingKey.values()) {
          known.add(key.property());
        }
        warn(name, PROPERTY, known, before, after);
      }
    }
  }

  /** Looks at the names of environment variables. */
  public void inVariables(Set<String> names) {
    for (String name : unknown(names, VARIABLE)) {
      List<String> known = new ArrayList<>();
      for (SettingKey key : SettingKey.values()) {
        known.add(key.variable());
      }
      warn(name, VARIABLE, known, "", "");
    }
  }

  // Without a lambda, and nearly always empty: each build does this.
  private static List<String> unknown(Set<?> names, String start) {
    List<String> unknown = new ArrayList<>();
    for (Object name : names) {
      if (name instanceof String text && text.startsWith(start) && !isSetting(text)) {
        unknown.add(text);
      }
    }
    return unknown;
  }

  private static boolean isSetting(String name) {
    for (SettingKey key : SettingKey.values()) {
      if (key.property().equals(name) || key.variable().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void warn(String name, String start, List<String> known, String before, String after) {
    Optional<String> meant = meant(name.substring(start.length()), start, known);
    if (meant.isPresent()) {
      warnings.accept(
          before
              + name
              + after
              + " is not a setting, so nothing reads it. Did you mean "
              + before
              + meant.get()
              + after
              + "?");
    }
  }

  private static Optional<String> meant(String word, String start, List<String> known) {
    for (SettingKey key : SettingKey.values()) {
      if (key.pluginElement().equals(word) || key.extensionElement().equals(word)) {
        return Optional.of(key.property());
      }
    }
    List<String> words = new ArrayList<>();
    for (String name : known) {
      words.add(name.substring(start.length()));
    }
    return NearestWord.to(word, words).map(start::concat);
  }
}
