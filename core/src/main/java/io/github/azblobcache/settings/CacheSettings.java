package io.github.azblobcache.settings;

import io.github.azblobcache.store.DirectoryLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that is configured for a build.
 *
 * @param from the caches to import from, in order
 * @param to the caches to export to
 * @param skip whether the cache is turned off, whatever else is configured
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
   * Reads the settings, each from the first source that has it and not only white space.
   *
   * <p>Where {@code skip} is set the caches are not even read: whoever turns the cache off because
   * of a wrong description must not be stopped by it.
   *
   * @param sources the one that counts most first
   * @param environment gives an environment variable or null, for the {@code BUILDKIT_…} variables
   * @param baseDirectory what relative folders of {@code type=local} start from
   * @throws InvalidSettingException if a setting is wrong
   */
  public static CacheSettings read(
      List<SettingSource> sources, UnaryOperator<String> environment, Path baseDirectory) {
    if (find(sources, SettingKey.SKIP).map(CacheSettings::isTrue).orElse(false)) {
      return new CacheSettings(List.of(), List.of(), true);
    }
    return new CacheSettings(
        find(sources, SettingKey.FROM)
            .map(s -> CacheDescriptions.parseAll(s, CacheUse.IMPORT, environment, baseDirectory))
            .orElse(List.of()),
        find(sources, SettingKey.TO)
            .map(s -> CacheDescriptions.parseAll(s, CacheUse.EXPORT, environment, baseDirectory))
            .orElse(List.of()),
        false);
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
    return caches.stream().anyMatch(cache -> !(cache.location() instanceof DirectoryLocation));
  }

  private static Optional<Setting> find(List<SettingSource> sources, SettingKey key) {
    return sources.stream().flatMap(source -> source.find(key).stream()).findFirst();
  }

  private static boolean isTrue(Setting setting) {
    return GoBoolean.parse(setting.value().strip())
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting.name(),
                    "'" + setting.value().strip() + "' is neither true nor false",
                    "Write true to turn the cache off, or leave it out."));
  }
}
