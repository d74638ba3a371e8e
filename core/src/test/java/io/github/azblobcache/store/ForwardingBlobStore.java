package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A store that is another one, for tests that change a call or two. Does not close it. */
public abstract class ForwardingBlobStore implements BlobStore {

  private final BlobStore delegate;

  protected ForwardingBlobStore(BlobStore delegate) {
    this.delegate = delegate;
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) throws StoreException {
    return delegate.stat(key);
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    return delegate.open(key, range);
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
    return delegate.putIfAbsent(key, file);
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    return delegate.replaceIfUnchanged(key, seen, bytes);
  }

  @Override
  public boolean touch(BlobKey key) throws StoreException {
    return delegate.touch(key);
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    return delegate.list(prefix, otherNames);
  }

  @Override
  public boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
    return delegate.deleteIfUnchanged(seen);
  }

  /** One by one, so that a test that changes {@link #deleteIfUnchanged} changes these too. */
  @Override
  public List<Deletion> deleteAllIfUnchanged(List<BlobStat> seen) throws StoreInterruptedException {
    return BlobStore.super.deleteAllIfUnchanged(seen);
  }

  @Override
  public Instant now() {
    return delegate.now();
  }

  @Override
  public void close() {}
}
