package io.github.azblobcache.settings.values;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A place where settings can be written.
 *
 * <p>Each is made of a lookup that gives null where there is nothing, as {@code map::get}, {@code
 * properties::getProperty} and {@code System.getenv()::get} do.
 */
public final class SettingSource {

  private final UnaryOperator<String> lookup;
  private final Function<SettingKey, String> name;
  private final String before;
  private final String after;
  private final Consumer<String> warnings;

  /**
   * @param before what a user writes there before the name
   * @param after what a user writes there after it
   * @param warnings receives why a setting that is there counts as empty
   */
  private SettingSource(
      UnaryOperator<String> lookup,
      Function<SettingKey, String> name,
      String before,
      String after,
      Consumer<String> warnings) {
    this.lookup = lookup;
    this.name = name;
    this.before = before;
    this.after = after;
    this.warnings = warnings;
  }

  private SettingSource(
      UnaryOperator<String> lookup,
      Function<SettingKey, String> name,
      String before,
      String after) {
    this(lookup, name, before, after, warning -> {});
  }

  /**
   * The same source, which reports each setting that is only a placeholder, such as {@code $(to)}.
   *
   * @param to receives one or more sentences, the same ones each time the setting is read
   */
  public SettingSource warning(Consumer<String> to) {
    return new SettingSource(lookup, name, before, after, to);
  }

  /** The command line: {@code -Dazblob-cache.to=…}. */
  public static SettingSource userProperties(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::property, "-D", "");
  }

  /** The Maven plugin's {@code <configuration>}: {@code <cacheTo>}. */
  public static SettingSource pluginConfiguration(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::pluginElement, "<", ">");
  }

  /**
   * The Jib extension's {@code <properties>}: {@code <cache-to>}, or the plugin's {@code
   * <cacheTo>}.
   *
   * @throws InvalidSettingException if there is any other among them
   */
  public static SettingSource extensionProperties(Map<String, String> properties) {
    Map<String, String> known = new HashMap<>();
    for (SettingKey key : SettingKey.values()) {
      known.put(key.extensionElement(), key.extensionElement());
      known.put(key.pluginElement(), key.extensionElement());
    }
    Map<String, String> given = new HashMap<>();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (!known.containsKey(property.getKey())) {
        throw noSuchProperty(property.getKey());
      }
      String value = property.getValue();
      given.put(known.get(property.getKey()), value == null ? "" : value);
    }
    return new SettingSource(given::get, SettingKey::extensionElement, "<", ">");
  }

  private static InvalidSettingException noSuchProperty(String name) {
    List<String> names = Stream.of(SettingKey.values()).map(SettingKey::extensionElement).toList();
    return new InvalidSettingException(
        "The Jib extension's <properties>",
        "there is no <" + name + ">",
        NearestWord.to(name, names).map(word -> "Did you mean <" + word + ">? ").orElse("")
            + "They are "
            + String.join(", ", names)
            + ".");
  }

  /** The POM's {@code <properties>}: {@code <azblob-cache.to>}. */
  public static SettingSource projectProperties(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::property, "<", ">");
  }

  /** The environment: {@code AZBLOB_CACHE_TO}. */
  public static SettingSource environment(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::variable, "", "");
  }

  /**
   * The setting as the first source has it; empty if none has, or if it is blank there: so a place
   * that counts more can say that there is none. A placeholder that nothing has replaced counts as
   * blank.
   */
  public static Optional<Setting> first(List<SettingSource> sources, SettingKey key) {
    for (SettingSource source : sources) {
      Optional<Setting> found = source.find(key);
      if (found.isPresent()) {
        return source.isNone(found.get(), key) ? Optional.empty() : found;
      }
    }
    return Optional.empty();
  }

  private boolean isNone(Setting setting, SettingKey key) {
    if (!Placeholder.isAll(setting.value())) {
      return setting.value().isBlank();
    }
    warnings.accept(
        setting.name()
            + " is '"
            + setting.value().strip()
            + "', which has no value here. It counts as not set"
            + (key == SettingKey.ACCESS ? ", so caches are read and exported to" : "")
            + ". Where it should be, give the variable a value.");
    return true;
  }

  private Optional<Setting> find(SettingKey key) {
    String here = name.apply(key);
    String value = lookup.apply(here);
    return value == null
        ? Optional.empty()
        : Optional.of(new Setting(before + here + after, value));
  }
}
