package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.ManifestFormatException;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreMissingException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which stores an import has given up in this session, and what it found damaged. The first failure
 * of a store is told and ends its use; later ones are details. Damage is told once for each
 * manifest, with a count. For use by any thread.
 */
final class SourceTrouble {

  private record Damage(int layers, String first) {
    Damage plus(Damage later) {
      return new Damage(layers + later.layers, first);
    }
  }

  private final Set<StoreLocation> failed = ConcurrentHashMap.newKeySet();
  private final Map<CacheSource, Damage> damaged = new LinkedHashMap<>();
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
    if (Thread.currentThread().isInterrupted()) {
      // The session has ended, and what was under way with it: no fault of the store.
      events.detail(String.valueOf(e.getMessage()));
      return;
    }
    // A manifest that can't be parsed says nothing against the other names in the same store.
    boolean isFirst = e instanceof ManifestFormatException || failed.add(source.location());
    // Whoever exports to it makes it: the very first build has nothing to be warned of.
    boolean isExpected = e instanceof StoreMissingException && exported.contains(source.location());
    tell(isFirst && !isExpected, source, e);
  }

  void doesNotAnswer(CacheSource source, Duration sinceAsked) {
    String message =
        "No answer from "
            + source
            + " in "
            + sinceAsked.toMillis()
            + " ms; -Dazblob-cache.patience=30s waits longer.";
    tell(failed.add(source.location()), source, new StoreException(message));
  }

  private void tell(boolean isNews, CacheSource source, IOException e) {
    String said = String.valueOf(e.getMessage());
    String message = said.endsWith(".") ? said : said + ".";
    if (!isNews) {
      events.detail(message);
    } else if (said.equals(message) && said.contains(source.location().toString())) {
      events.givenUp(source.location(), e);
    } else {
      events.givenUp(source.location(), new IOException(source + ": " + message, e));
    }
  }

  void damaged(CacheSource source, CorruptLayerException e) {
    events.detail(e.getMessage() + " (in " + source + ")");
    synchronized (damaged) {
      damaged.merge(source, new Damage(1, e.getMessage()), Damage::plus);
    }
  }

  /** Warns of the damage that has been found since the last call. */
  void tellDamage() {
    Map<CacheSource, Damage> untold;
    synchronized (damaged) {
      untold = new LinkedHashMap<>(damaged);
      damaged.clear();
    }
    for (Map.Entry<CacheSource, Damage> damage : untold.entrySet()) {
      events.warning(text(damage.getKey(), damage.getValue()));
    }
  }

  private static String text(CacheSource source, Damage damage) {
    String rest =
        damage.layers() == 1 ? "." : ". So are " + (damage.layers() - 1) + " more, which -X names.";
    return source
        + ": "
        + damage.first()
        + rest
        + " Such layers count as missing, and the next export writes them anew.";
  }
}
