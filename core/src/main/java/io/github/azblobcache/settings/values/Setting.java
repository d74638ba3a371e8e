package io.github.azblobcache.settings.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting as the user wrote it.
 *
 * <p>No record: the value may have a secret in it, and a record's {@code toString} would print it.
 */
public final class Setting {

  private final String name;
  private final String value;

  /**
   * @param name where it was written, in the words of the place: {@code -Dazblob-cache.to}, {@code
   *     <cacheTo>}, {@code AZBLOB_CACHE_TO}
   * @param value what was written there
   */
  public Setting(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /** Where it was written; for messages. */
  public String name() {
    return name;
  }

  /** What was written there; may have a secret in it. */
  public String value() {
    return value;
  }

  /**
   * Makes sure that variables had values in all of these.
   *
   * @throws InvalidSettingException naming each setting in which one, {@code $(keep)} for instance,
   *     was not replaced
   */
  public static void requireReplaced(List<Setting> settings) {
    List<String> found = new ArrayList<>();
    for (Setting setting : settings) {
      Optional<String> placeholder = Placeholder.in(setting.value);
      if (placeholder.isPresent()) {
        found.add(setting.name + "=" + placeholder.get());
      }
    }
    if (!found.isEmpty()) {
      throw new InvalidSettingException(
          found.get(0).substring(0, found.get(0).indexOf('=')),
          "no value replaces " + String.join(", ", found),
          "Give the variable a value, or leave the parameter out.");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Setting that && name.equals(that.name) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + value.hashCode();
  }

  /** The name only. */
  @Override
  public String toString() {
    return name;
  }
}
