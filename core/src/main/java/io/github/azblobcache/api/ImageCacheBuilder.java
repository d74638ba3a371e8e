package io.github.azblobcache.api;

import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.CacheDirectories;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Describes an {@link ImageCache}. For use by one thread. */
public final class ImageCacheBuilder {

  private String from = "";
  private String to = "";
  private Path directory = CacheDirectories.ofUser(System::getProperty, System::getenv).directory();
  private Path base = Path.of("");
  private UnaryOperator<String> environment = System::getenv;
  private CacheListener listener = new CacheListener() {};

  ImageCacheBuilder() {}

  /**
   * The caches to import from, each on a line of its own. Without them nothing is fetched.
   *
   * @param descriptions as after buildx's {@code --cache-from}
   */
  public ImageCacheBuilder importFrom(String descriptions) {
    this.from =
        Objects.requireNonNull(descriptions, "importFrom: null. Leave it out if there is none.");
    return this;
  }

  /**
   * The caches to export to, each on a line of its own. Without them nothing is exported.
   *
   * @param descriptions as after buildx's {@code --cache-to}
   */
  public ImageCacheBuilder exportTo(String descriptions) {
    this.to =
        Objects.requireNonNull(descriptions, "exportTo: null. Leave it out if there is none.");
    return this;
  }

  /**
   * Where fetched layers are kept until the cache is closed; the user's folder for caches if unset.
   */
  public ImageCacheBuilder directory(Path folder) {
    this.directory = Objects.requireNonNull(folder, "directory");
    return this;
  }

  /** What relative folders of {@code type=local} start from; the working directory if unset. */
  public ImageCacheBuilder baseDirectory(Path folder) {
    this.base = Objects.requireNonNull(folder, "baseDirectory");
    return this;
  }

  /**
   * Where variables are read instead of the process's environment; null for one that is not set.
   */
  public ImageCacheBuilder environment(UnaryOperator<String> variables) {
    this.environment = Objects.requireNonNull(variables, "environment");
    return this;
  }

  /** Hears warnings and details; nobody does if unset. What it throws is dropped. */
  public ImageCacheBuilder listener(CacheListener hears) {
    this.listener = new GuardedListener(hears);
    return this;
  }

  /**
   * Opens the caches. Reading their manifests begins in the background.
   *
   * @throws IllegalArgumentException if a description is wrong; the message says what to write
   */
  public ImageCache open() {
    CacheSettings settings =
        new CacheSettings(
            read("importFrom", from, CacheUse.IMPORT),
            read("exportTo", to, CacheUse.EXPORT),
            false);
    BuildEnvironment place =
        new BuildEnvironment(
            base.toAbsolutePath(), new CacheDirectories(directory), CacheTimeouts.DEFAULT);
    SessionCaches session =
        new SessionCaches(place, CacheEvents.to(listener::warning, listener::detail));
    return ImageCache.open(session, session.cacheFor(settings));
  }

  private List<CacheDescription> read(String name, String descriptions, CacheUse use) {
    return descriptions.isEmpty()
        ? List.of()
        : CacheDescriptions.parseAll(
            new Setting(name, descriptions),
            use,
            new SettingContext(
                environment,
                base.toAbsolutePath(),
                ServerPasswords.NONE,
                listener::warning,
                BuiltInStores.TYPES));
  }
}
