package io.github.azblobcache.jib;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A store as it is seen some time later, when all that is in it is older. */
final class LaterStore extends ForwardingBlobStore {

  private final BlobStore delegate;
  private final Duration later;

  LaterStore(BlobStore delegate, Duration later) {
    super(delegate);
    this.delegate = delegate;
    this.later = later;
  }

  @Override
  public Instant now() {
    return delegate.now().plus(later);
  }

  @Override
  public List<Deletion> deleteAllIfUnchanged(List<BlobStat> seen) throws StoreInterruptedException {
    return delegate.deleteAllIfUnchanged(seen);
  }
}
