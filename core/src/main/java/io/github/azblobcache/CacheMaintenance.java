package io.github.azblobcache;

import io.github.azblobcache.history.HistoryReader;
import io.github.azblobcache.inspect.Verifier;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreUse;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.IOException;

/**
 * What can be done with a whole cache, for the goals {@code prune}, {@code du}, {@code history} and
 * {@code verify}.
 *
 * <p>A cache here is everything below its prefix: the names in its description do not count.
 */
public final class CacheMaintenance implements AutoCloseable {

  private final Stores stores = new Stores(BuiltInStores.TYPES, StoreUse.GOAL);
  private final CacheDescription cache;
  private final StepListener progress;

  /** Opens the cache, without I/O. */
  public CacheMaintenance(CacheDescription cache, StepListener progress) {
    this.cache = cache;
    this.progress = progress;
  }

  /** To delete what is old. */
  public Pruner pruner() {
    return new Pruner(store(), cache.layout(), Parallel.USUAL, progress);
  }

  /** To compare the cache with what it says of itself. */
  public Verifier verifier() {
    return new Verifier(store(), cache.layout(), Parallel.USUAL, progress);
  }

  /** To look back at the builds that the cache remembers. */
  public HistoryReader history() {
    return new HistoryReader(store(), cache.layout(), Parallel.USUAL, progress);
  }

  /**
   * Everything that is there.
   *
   * @throws IOException if the blobs or the manifests can't be listed
   */
  public Inventory inventory() throws IOException {
    return InventoryReader.read(store(), cache.layout(), Parallel.USUAL, progress);
  }

  private BlobStore store() {
    return stores.at(cache.location());
  }

  @Override
  public void close() {
    stores.close();
  }
}
