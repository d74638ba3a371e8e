package io.github.azblobcache.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final UnaryOperator<String> asWritten;

  private SettingSource(
      UnaryOperator<String> lookup,
      Function<SettingKey, String> name,
      UnaryOperator<String> asWritten) {
    this.lookup = lookup;
    this.name = name;
    this.asWritten = asWritten;
  }

  /** The command line: {@code -Dazblob-cache.to=…}. */
  public static SettingSource userProperties(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::property, name -> "-D" + name);
  }

  /** The Maven plugin's {@code <configuration>}: {@code <cacheTo>}. */
  public static SettingSource pluginConfiguration(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::pluginElement, SettingSource::element);
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
    properties.forEach(
        (name, value) -> {
          if (!known.containsKey(name)) {
            throw noSuchProperty(name);
          }
          given.put(known.get(name), value == null ? "" : value);
        });
    return new SettingSource(given::get, SettingKey::extensionElement, SettingSource::element);
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
    return new SettingSource(lookup, SettingKey::property, SettingSource::element);
  }

  /** The environment: {@code AZBLOB_CACHE_TO}. */
  public static SettingSource environment(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::variable, UnaryOperator.identity());
  }

  /**
   * The setting as the first source has it; empty if none has, or if it is blank there: so a place
   * that counts more can say that there is none.
   */
  static Optional<Setting> first(List<SettingSource> sources, SettingKey key) {
    return sources.stream()
        .flatMap(source -> source.find(key).stream())
        .findFirst()
        .filter(setting -> !setting.value().isBlank());
  }

  private Optional<Setting> find(SettingKey key) {
    String here = name.apply(key);
    return Optional.ofNullable(lookup.apply(here))
        .map(value -> new Setting(asWritten.apply(here), value));
  }

  private static String element(String name) {
    return "<" + name + ">";
  }
}
