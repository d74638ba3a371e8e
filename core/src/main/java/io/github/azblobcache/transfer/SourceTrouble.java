package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.ManifestFormatException;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreMissingException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which stores an import has given up in this session. The first failure of a store is a warning
 * and ends its use; later ones are details. For use by any thread.
 */
final class SourceTrouble {

  private final Set<StoreLocation> failed = ConcurrentHashMap.newKeySet();
  private final Set<StoreLocation> exported;
  private final CacheEvents events;

  /**
   * @param exported the stores that this session exports to
   */
  SourceTrouble(Set<StoreLocation> exported, CacheEvents events) {
    this.exported = Set.copyOf(exported);
    this.events = events;
  }

  /** Whether nothing more is to be asked of this store. */
  boolean hasFailed(StoreLocation location) {
    return failed.contains(location);
  }

  void failed(CacheSource source, IOException e) {
    // A manifest that can't be parsed says nothing against the other names in the same store.
    boolean isFirst = e instanceof ManifestFormatException || failed.add(source.location());
    // Whoever exports to it makes it: the very first build has nothing to be warned of.
    boolean isExpected = e instanceof StoreMissingException && exported.contains(source.location());
    tell(isFirst && !isExpected, e.getMessage() + " Building without the cache " + source + ".");
  }

  void doesNotAnswer(CacheSource source, Patience patience) {
    tell(
        failed.add(source.location()),
        "No answer from "
            + source
            + " in "
            + patience.firstAnswer().toMillis()
            + " ms. Building without it; -Dazblob-cache.patience=30s waits longer.");
  }

  private void tell(boolean isWarning, String message) {
    if (isWarning) {
      events.warning(message);
    } else {
      events.detail(message);
    }
  }
}
