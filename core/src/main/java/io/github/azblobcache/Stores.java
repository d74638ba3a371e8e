package io.github.azblobcache;

import io.github.azblobcache.settings.syntax.StoreTypes;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreUse;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The opened stores, one per location. For use by any thread. */
final class Stores implements AutoCloseable {

  private final Map<StoreLocation, BlobStore> opened = new HashMap<>();
  private final StoreTypes types;
  private final StoreUse use;

  Stores(StoreTypes types, StoreUse use) {
    this.types = types;
    this.use = use;
  }

  /** The store at this location, opened if it is not yet; does no I/O. */
  synchronized BlobStore at(StoreLocation location) {
    BlobStore store = opened.get(location);
    if (store == null) {
      store = types.open(location, use);
      opened.put(location, store);
    }
    return store;
  }

  /**
   * Signs in to the opened stores that need it. A failure is a warning for a store that the build
   * exports to: the export comes last, and the user should not wait for it to hear of this. Else it
   * is a detail, because the import reports it.
   *
   * @param exported the stores that the build exports to
   */
  void signIn(Set<StoreLocation> exported, CacheEvents events) {
    Map<StoreLocation, BlobStore> all;
    synchronized (this) {
      all = Map.copyOf(opened);
    }
    for (Map.Entry<StoreLocation, BlobStore> store : all.entrySet()) {
      try {
        store.getValue().signIn().ifPresent(events::warning);
      } catch (StoreAccessException e) {
        if (exported.contains(store.getKey())) {
          events.warning("The export will fail: " + e.getMessage());
        } else {
          events.detail("Not signed in ahead: " + e.getMessage());
        }
      } catch (StoreException | RuntimeException | LinkageError e) {
        events.detail("Not signed in ahead: " + e.getMessage());
      }
    }
  }

  @Override
  public synchronized void close() {
    List<BlobStore> all = List.copyOf(opened.values());
    opened.clear();
    Closing.all(all);
  }
}
