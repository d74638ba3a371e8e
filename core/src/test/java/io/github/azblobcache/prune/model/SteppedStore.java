package io.github.azblobcache.prune.model;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One actor's way to the store: each request that Azure would get is a step of the schedule, each
 * page of a listing too. Reports to the oracle what changed, and leaves out the guards that it is
 * told to.
 */
class SteppedStore implements BlobStore {

  private static final int PAGE = 2;

  private final BlobStore delegate;
  private final Steps.Actor actor;
  private final Oracle oracle;
  private final Set<Guard> without;

  SteppedStore(BlobStore delegate, Steps.Actor actor, Oracle oracle, Set<Guard> without) {
    this.delegate = delegate;
    this.actor = actor;
    this.oracle = oracle;
    this.without = without;
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) throws StoreException {
    actor.pass("stat " + key);
    return delegate.stat(key);
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    actor.pass("open " + key);
    return delegate.open(key, range);
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
    actor.pass("put blocks of " + key);
    actor.pass("put " + key);
    boolean isNew = delegate.putIfAbsent(key, file);
    oracle.blobIsThere(key);
    if (actor.isUnlucky()) {
      // The answer was lost; the second request finds the first one's blob
      actor.pass("put again " + key);
      isNew = delegate.putIfAbsent(key, file);
      oracle.blobIsThere(key);
    }
    return isNew;
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    actor.pass("replace " + key);
    Optional<BlobStat> replaced = delegate.replaceIfUnchanged(key, seen, bytes);
    if (replaced.isPresent()) {
      oracle.manifestSays(key, bytes, actor);
    }
    return replaced;
  }

  /** Writes a manifest as BuildKit does: whoever wrote it before. */
  void overwrite(BlobKey key, byte[] bytes) throws StoreException {
    actor.pass("overwrite " + key);
    if (delegate.replaceIfUnchanged(key, delegate.stat(key), bytes).isEmpty()) {
      throw new IllegalStateException("Two actors at a time");
    }
    oracle.buildKitSays(key, bytes, actor);
  }

  /** As in Azure: a HEAD, a Set Blob Metadata if nothing has changed, and where it has, a HEAD. */
  @Override
  public boolean touch(BlobKey key) throws StoreException {
    Optional<BlobStat> seen = stat(key);
    if (seen.isEmpty() || without.contains(Guard.REDATING)) {
      return seen.isPresent();
    }
    actor.pass("set metadata " + key);
    if (etag(delegate.stat(key)).equals(etag(seen))) {
      boolean isTouched = delegate.touch(key);
      if (isTouched && actor.isUnlucky()) {
        return touch(key);
      }
      return isTouched;
    }
    return without.contains(Guard.LOOKING_AGAIN) || stat(key).isPresent();
  }

  private static Optional<String> etag(Optional<BlobStat> stat) {
    return stat.map(BlobStat::etag);
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    List<BlobStat> all = new ArrayList<>();
    try {
      for (List<BlobStat> page = page(prefix, all); !page.isEmpty(); page = page(prefix, all)) {
        all.addAll(page);
      }
    } catch (UncheckedIOException e) {
      throw (StoreException) e.getCause();
    }
    return all.stream();
  }

  private List<BlobStat> page(String prefix, List<BlobStat> before) throws StoreException {
    actor.pass("list " + prefix);
    String last = before.isEmpty() ? "" : before.get(before.size() - 1).key().path();
    try (Stream<BlobStat> listing = delegate.list(prefix)) {
      return listing.filter(it -> it.key().path().compareTo(last) > 0).limit(PAGE).toList();
    }
  }

  @Override
  public boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
    actor.pass("delete " + seen.key());
    Optional<BlobStat> target =
        without.contains(Guard.IF_MATCH) ? delegate.stat(seen.key()) : Optional.of(seen);
    boolean isDeleted = target.isPresent() && delegate.deleteIfUnchanged(target.get());
    if (isDeleted) {
      oracle.isDeleted(seen.key(), actor);
    }
    if (isDeleted && actor.isUnlucky()) {
      // The answer was lost; the second request finds nothing
      actor.pass("delete again " + seen.key());
      return delegate.deleteIfUnchanged(target.get());
    }
    return isDeleted;
  }

  @Override
  public Instant now() {
    return delegate.now();
  }

  @Override
  public void close() {}
}
