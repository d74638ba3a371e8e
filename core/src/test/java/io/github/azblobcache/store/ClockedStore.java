package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A real store whose blobs a test dates: by its clock, and not by the store's own, which nobody can
 * set. All else, ETags and conditions too, is the store's. Everybody has to write through this one,
 * one after the other.
 */
public final class ClockedStore extends ForwardingBlobStore {

  private record Version(BlobKey key, String etag) {}

  private final Map<Version, Instant> dates = new ConcurrentHashMap<>();
  private final BlobStore delegate;
  private final Clock clock;

  /** Closing this closes the delegate. */
  public ClockedStore(BlobStore delegate, Clock clock) {
    super(delegate);
    this.delegate = delegate;
    this.clock = clock;
  }

  private boolean dated(BlobKey key, boolean isWritten) throws StoreException {
    if (isWritten) {
      BlobStat stat = delegate.stat(key).orElseThrow();
      dates.put(new Version(key, stat.etag()), clock.instant());
    }
    return isWritten;
  }

  private BlobStat dated(BlobStat stat) {
    Instant date = dates.get(new Version(stat.key(), stat.etag()));
    return new BlobStat(stat.key(), stat.sizeBytes(), date, stat.etag());
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) throws StoreException {
    return super.stat(key).map(this::dated);
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    return super.open(key, range)
        .map(content -> new BlobContent(dated(content.stat()), content.body()));
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    return super.list(prefix, otherNames).map(this::dated);
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
    return dated(key, super.putIfAbsent(key, file));
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    Optional<BlobStat> written = super.replaceIfUnchanged(key, seen, bytes);
    dated(key, written.isPresent());
    return written.map(this::dated);
  }

  @Override
  public boolean touch(BlobKey key) throws StoreException {
    return dated(key, super.touch(key));
  }

  @Override
  public List<Deletion> deleteAllIfUnchanged(List<BlobStat> seen) throws StoreInterruptedException {
    return delegate.deleteAllIfUnchanged(seen);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    delegate.close();
  }
}
