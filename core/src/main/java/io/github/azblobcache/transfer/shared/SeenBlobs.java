package io.github.azblobcache.transfer.shared;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.StoreLocation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this session has seen of the blobs in its stores, so that export need not ask again for what
 * import has just read, and replaces what import found damaged or archived. For use by any thread.
 */
public final class SeenBlobs {

  private final Map<BlobRef, BlobStat> whole = new ConcurrentHashMap<>();
  private final Map<BlobRef, BlobStat> damaged = new ConcurrentHashMap<>();
  private final Set<BlobRef> archived = ConcurrentHashMap.newKeySet();

  public void sawWhole(StoreLocation location, BlobStat stat) {
    whole.put(new BlobRef(location, stat.key()), stat);
  }

  public void sawDamaged(StoreLocation location, BlobStat stat) {
    damaged.put(new BlobRef(location, stat.key()), stat);
  }

  public void sawArchived(StoreLocation location, BlobKey key) {
    archived.add(new BlobRef(location, key));
  }

  public Optional<BlobStat> whole(StoreLocation location, BlobKey key) {
    return Optional.ofNullable(whole.get(new BlobRef(location, key)));
  }

  public Optional<BlobStat> damaged(StoreLocation location, BlobKey key) {
    return Optional.ofNullable(damaged.get(new BlobRef(location, key)));
  }

  public boolean isArchived(StoreLocation location, BlobKey key) {
    return archived.contains(new BlobRef(location, key));
  }
}
