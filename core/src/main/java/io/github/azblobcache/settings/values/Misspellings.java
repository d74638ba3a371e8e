package io.github.azblobcache.settings.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Warns of names that look like a setting's and are none: nothing here reads them, and nothing else
 * says so. A name that is like no setting's is left alone, because it may be the user's own, for
 * instance {@code azblob-cache.version}. In a POM and in the environment, where users have more of
 * their own, a name has to be more like a setting's.
 *
 * @param goalProperties the properties that goals read beside the settings. Asked only if there is
 *     a name that is no setting's
 * @param warnings receives one warning for each name
 */
public record Misspellings(Supplier<List<String>> goalProperties, Consumer<String> warnings) {

  private static final String PROPERTY = "azblob-cache.";
  private static final String VARIABLE = "AZBLOB_CACHE_";

  /** From so many letters on, the beginning of a name is taken for it. */
  private static final int ABBREVIATED = 3;

  /** Looks at the names of properties that are set with {@code -D}. */
  public void onCommandLine(Set<?> names) {
    inProperties(names, "-D", "", true);
  }

  /** Looks at the names of properties that a POM sets. */
  public void inPom(Set<?> names) {
    inProperties(names, "<", ">", false);
  }

  private void inProperties(Set<?> names, String before, String after, boolean isTyped) {
    for (String name : unknown(names, PROPERTY)) {
      List<String> known = new ArrayList<>(goalProperties.get());
      if (!known.contains(name)) {
        for (SettingKey key : SettingKey.values()) {
          known.add(key.property());
        }
        meant(name.substring(PROPERTY.length()), PROPERTY, known, isTyped)
            .ifPresent(meant -> warn(name, meant, before, after));
      }
    }
  }

  /** Looks at the names of the elements in the plugin's {@code <configuration>}. */
  public void inConfiguration(List<String> elements) {
    for (String element : elements) {
      if (!isElement(element)) {
        List<String> known = new ArrayList<>();
        for (String property : goalProperties.get()) {
          known.add(property.substring(PROPERTY.length()));
        }
        if (!known.contains(element)) {
          for (SettingKey key : SettingKey.values()) {
            known.add(key.pluginElement());
          }
          NearestWord.to(element, known).ifPresent(meant -> warn(element, meant, "<", ">"));
        }
      }
    }
  }

  private static boolean isElement(String name) {
    for (SettingKey key : SettingKey.values()) {
      if (key.pluginElement().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Looks at the names of environment variables. */
  public void inVariables(Set<String> names) {
    for (String name : unknown(names, VARIABLE)) {
      List<String> known = new ArrayList<>();
      for (SettingKey key : SettingKey.values()) {
        known.add(key.variable());
      }
      meant(name.substring(VARIABLE.length()), VARIABLE, known, false)
          .ifPresent(meant -> warn(name, meant, "", ""));
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

  private void warn(String name, String meant, String before, String after) {
    warnings.accept(
        before
            + name
            + after
            + " is not a setting of azblob-cache. Did you mean "
            + before
            + meant
            + after
            + "?");
  }

  private static Optional<String> meant(
      String word, String start, List<String> names, boolean isTyped) {
    for (SettingKey key : SettingKey.values()) {
      if (key.pluginElement().equals(word) || key.extensionElement().equals(word)) {
        return Optional.of(key.property());
      }
    }
    List<String> words = new ArrayList<>();
    for (String name : names) {
      words.add(name.substring(start.length()));
    }
    if (!isTyped) {
      return NearestWord.veryNear(word, words).map(start::concat);
    }
    for (String known : words) {
      if (word.length() >= ABBREVIATED && known.startsWith(word)) {
        return Optional.of(start + known);
      }
    }
    return NearestWord.to(word, words).map(start::concat);
  }
}
