package io.github.azblobcache;

import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.transfer.CacheTimeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a build runs, and what that means for its caches.
 *
 * @param checkout the root folder of the sources
 * @param home where layers are kept on their way
 * @param timing the times that its caches go by
 */
public record BuildEnvironment(Path checkout, CacheDirectories home, CacheTimeouts timing) {

  /** Where a build runs, as its session's settings say. */
  public static BuildEnvironment of(Path checkout, SessionSettings settings) {
    Optional<String> folder = settings.directory();
    CacheDirectories home =
        folder.isPresent()
            ? new CacheDirectories(checkout.resolve(folder.get()))
            : CacheDirectories.ofUser(System::getProperty, System::getenv);
    return new BuildEnvironment(checkout, home, timing(settings));
  }

  private static CacheTimeouts timing(SessionSettings settings) {
    CacheTimeouts timing = CacheTimeouts.DEFAULT;
    if (settings.firstAnswer().isPresent()) {
      timing = timing.withFirstAnswer(settings.firstAnswer().get());
    }
    if (settings.grace().isPresent()) {
      timing = timing.withGrace(settings.grace().get());
    }
    return timing;
  }

  /** What to report to the user, once, where being offline leaves caches out. */
  public static final String OFFLINE =
      "Maven is offline: only layers that are on this machine are used, and none is uploaded";

  /**
   * The settings that a build uses: without the caches that need a network if it is offline, and
   * with what was imported for this checkout first.
   *
   * @param configured what the user wrote
   */
  public CacheSettings settings(CacheSettings configured, boolean isOffline) {
    if (configured.isNothing()) {
      return configured;
    }
    List<CacheDescription> from = new ArrayList<>();
    if (Files.isDirectory(imported())) {
      from.add(CheckoutImport.description(imported()));
    }
    from.addAll(reachable(configured.from(), isOffline));
    return new CacheSettings(from, reachable(configured.to(), isOffline), false);
  }

  private static List<CacheDescription> reachable(
      List<CacheDescription> caches, boolean isOffline) {
    List<CacheDescription> reachable = new ArrayList<>();
    for (CacheDescription cache : caches) {
      if (!isOffline || !cache.location().isRemote()) {
        reachable.add(cache);
      }
    }
    return reachable;
  }

  /** This place with another time to wait for a store's first answer. */
  BuildEnvironment waiting(Duration firstAnswer) {
    return new BuildEnvironment(checkout, home, timing.withFirstAnswer(firstAnswer));
  }

  /** Where the layers are that were imported for this checkout, in the layout of a local cache. */
  Path imported() {
    return home.importedFor(checkout);
  }
}
