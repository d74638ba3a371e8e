package io.github.azblobcache.settings;

import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.GoBoolean;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.SettingKey;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.settings.values.WordText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is configured for a build.
 *
 * @param from the caches to import from, in order
 * @param to the caches to export to
 * @param skip whether the cache is turned off, even if more is configured
 */
public record CacheSettings(List<CacheDescription> from, List<CacheDescription> to, boolean skip) {

  /** Nothing is configured. */
  public static final CacheSettings NOTHING = new CacheSettings(List.of(), List.of(), false);

  /** Copies the lists. */
  public CacheSettings {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /**
   * Reads the settings, each from the first source that has it. An empty one there means that there
   * is none, even if a later source has one.
   *
   * <p>Where {@code skip} is set the caches are not even read, because a wrong description must not
   * stop a user who turns the cache off because of it. So it is with {@code skipImport}, {@code
   * skipExport} and {@code access}.
   *
   * @param sources the one that counts most first
   * @throws InvalidSettingException if a setting is wrong
   */
  public static CacheSettings read(List<SettingSource> sources, SettingContext context) {
    if (isTrue(sources, SettingKey.SKIP)) {
      return new CacheSettings(List.of(), List.of(), true);
    }
    boolean imports = !skipsImport(sources);
    boolean exports = !skipsExport(sources);
    return new CacheSettings(
        imports ? caches(sources, CacheUse.IMPORT, context) : List.of(),
        exports ? caches(sources, CacheUse.EXPORT, context) : List.of(),
        false);
  }

  /**
   * Whether nothing is imported, because of {@code skipImport} or {@code access}.
   *
   * @throws InvalidSettingException if one of the two is wrong
   */
  public static boolean skipsImport(List<SettingSource> sources) {
    return !access(sources).reads() || isTrue(sources, SettingKey.SKIP_IMPORT);
  }

  private static boolean skipsExport(List<SettingSource> sources) {
    return !access(sources).writes() || isTrue(sources, SettingKey.SKIP_EXPORT);
  }

  private static CacheAccess access(List<SettingSource> sources) {
    Optional<Setting> found = SettingSource.first(sources, SettingKey.ACCESS);
    return found.isPresent()
        ? WordText.parse(found.get(), CacheAccess.class)
        : CacheAccess.READ_WRITE;
  }

  /**
   * Reads the settings for what is no build: {@code skipImport}, {@code skipExport} and {@code
   * access} don't count.
   *
   * @throws InvalidSettingException if a setting is wrong
   */
  public static CacheSettings readForUpkeep(List<SettingSource> sources, SettingContext context) {
    if (isTrue(sources, SettingKey.SKIP)) {
      return new CacheSettings(List.of(), List.of(), true);
    }
    return new CacheSettings(
        caches(sources, CacheUse.IMPORT, context),
        caches(sources, CacheUse.EXPORT, context),
        false);
  }

  /**
   * The caches of a build, the ones to import from first, with where each part of them comes from.
   * {@code skipImport}, {@code skipExport} and {@code access} count, {@code skip} does not.
   *
   * @throws InvalidSettingException if a setting is wrong
   */
  public static List<ConfiguredCache> explain(List<SettingSource> sources, SettingContext context) {
    List<ConfiguredCache> caches = new ArrayList<>();
    if (!skipsImport(sources)) {
      caches.addAll(explain(sources, CacheUse.IMPORT, context));
    }
    if (!skipsExport(sources)) {
      caches.addAll(explain(sources, CacheUse.EXPORT, context));
    }
    return caches;
  }

  private static List<ConfiguredCache> explain(
      List<SettingSource> sources, CacheUse use, SettingContext context) {
    Optional<Setting> setting = setting(sources, use);
    return setting.isPresent()
        ? CacheDescriptions.explainAll(setting.get(), use, context)
        : List.of();
  }

  private static Optional<Setting> setting(List<SettingSource> sources, CacheUse use) {
    return SettingSource.first(sources, use == CacheUse.IMPORT ? SettingKey.FROM : SettingKey.TO);
  }

  private static List<CacheDescription> caches(
      List<SettingSource> sources, CacheUse use, SettingContext context) {
    Optional<Setting> setting = setting(sources, use);
    return setting.isPresent()
        ? CacheDescriptions.parseAll(setting.get(), use, context)
        : List.of();
  }

  /** Whether there is nothing to do. */
  public boolean isNothing() {
    return skip || (from.isEmpty() && to.isEmpty());
  }

  /** Whether any of the caches is behind a network, and not a folder of this machine. */
  public boolean needsNetwork() {
    return importNeedsNetwork() || needNetwork(to);
  }

  /** Whether any of the caches to import from is behind a network. */
  public boolean importNeedsNetwork() {
    return needNetwork(from);
  }

  private static boolean needNetwork(List<CacheDescription> caches) {
    return caches.stream().anyMatch(cache -> cache.location().isRemote());
  }

  private static boolean isTrue(List<SettingSource> sources, SettingKey key) {
    Optional<Setting> found = SettingSource.first(sources, key);
    return found.isPresent() && GoBoolean.parse(found.get());
  }
}
