package io.github.azblobcache.transfer;

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
final class SeenBlobs {

  private final Map<Place, BlobStat> whole = new ConcurrentHashMap<>();
  private final Map<Place, BlobStat> damaged = new ConcurrentHashMap<>();
  private final Set<Place> archived = ConcurrentHashMap.newKeySet();

  void sawWhole(StoreLocation location, BlobStat stat) {
    whole.put(new Place(location, stat.key()), stat);
  }

  void sawDamaged(StoreLocation location, BlobStat stat) {
    damaged.put(new Place(location, stat.key()), stat);
  }

  void sawArchived(StoreLocation location, BlobKey key) {
    archived.add(new Place(location, key));
  }

  Optional<BlobStat> whole(StoreLocation location, BlobKey key) {
    return Optional.ofNullable(whole.get(new Place(location, key)));
  }

  Optional<BlobStat> damaged(StoreLocation location, BlobKey key) {
    return Optional.ofNullable(damaged.get(new Place(location, key)));
  }

  boolean isArchived(StoreLocation location, BlobKey key) {
    return archived.contains(new Place(location, key));
  }
}
