package io.github.azblobcache.settings;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

  /** The Jib extension's {@code <properties>}: {@code <cache-to>}. */
  public static SettingSource extensionProperties(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::extensionElement, SettingSource::element);
  }

  /** The POM's {@code <properties>}: {@code <azblob-cache.to>}. */
  public static SettingSource projectProperties(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::property, SettingSource::element);
  }

  /** The environment: {@code AZBLOB_CACHE_TO}. */
  public static SettingSource environment(UnaryOperator<String> lookup) {
    return new SettingSource(lookup, SettingKey::variable, UnaryOperator.identity());
  }

  /** The setting as it is written here; empty if it is not, or blank. */
  Optional<Setting> find(SettingKey key) {
    String here = name.apply(key);
    return Optional.ofNullable(lookup.apply(here))
        .filter(value -> !value.isBlank())
        .map(value -> new Setting(asWritten.apply(here), value));
  }

  private static String element(String name) {
    return "<" + name + ">";
  }
}
