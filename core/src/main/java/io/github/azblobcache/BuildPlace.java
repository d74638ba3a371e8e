package io.github.azblobcache;

import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.DirectoryLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a build runs, and what that means for its caches.
 *
 * @param checkout the root folder of the sources
 * @param home where layers are kept on their way
 */
public record BuildPlace(Path checkout, CacheHome home) {

  /**
   * The settings that a build goes by: without the caches that need a network if it is offline, and
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
    return caches.stream()
        .filter(cache -> !isOffline || cache.location() instanceof DirectoryLocation)
        .toList();
  }

  /** Where the layers are that were imported for this checkout, in the layout of a local cache. */
  Path imported() {
    return home.importedFor(checkout);
  }
}
