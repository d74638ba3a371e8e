package io.github.azblobcache.prune.model;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The store as prune sees it. Without {@link Guard#MANIFESTS_LAST} a plan is made from manifests
 * that were read before the blobs were listed.
 */
final class PrunersStore extends SteppedStore {

  private record Copy(BlobStat stat, byte[] bytes) {}

  private final BlobStore unstepped;
  private final Steps.Actor actor;
  private final Oracle oracle;
  private final boolean readsManifestsFirst;
  private final Map<BlobKey, Copy> early = new TreeMap<>();
  private boolean isPlanning;
  private boolean deletesAtOnce;

  PrunersStore(BlobStore delegate, Steps.Actor actor, Oracle oracle, Set<Guard> without) {
    super(delegate, actor, oracle, without);
    this.unstepped = delegate;
    this.actor = actor;
    this.oracle = oracle;
    this.readsManifestsFirst = without.contains(Guard.MANIFESTS_LAST);
  }

  void plans(boolean begins) {
    isPlanning = begins;
  }

  /** Many deletions are to be one step, as far as the store does them with one request. */
  void deletesAtOnce(boolean atOnce) {
    deletesAtOnce = atOnce;
  }

  @Override
  public List<Deletion> deleteAllIfUnchanged(List<BlobStat> seen) throws StoreInterruptedException {
    if (!deletesAtOnce) {
      return super.deleteAllIfUnchanged(seen);
    }
    actor.pass("delete " + seen.size() + " blobs at once");
    List<Deletion> deletions = unstepped.deleteAllIfUnchanged(seen);
    for (int i = 0; i < seen.size(); i++) {
      if (deletions.get(i).isDeleted()) {
        oracle.isDeleted(seen.get(i).key(), actor);
      }
    }
    return deletions;
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    boolean isOfBlobs = prefix.equals(Layout.DEFAULT.blobsRoot());
    if (readsManifestsFirst && isOfBlobs) {
      actor.pass("read manifests");
      readManifests();
    }
    if (readsManifestsFirst && !isOfBlobs) {
      return early.values().stream().map(Copy::stat);
    }
    if (isOfBlobs) {
      actor.pass("begin");
      oracle.listsBlobs(actor);
    }
    return super.list(prefix, otherNames);
  }

  private void readManifests() throws StoreException {
    early.clear();
    try (Stream<BlobStat> manifests = unstepped.list(Layout.DEFAULT.manifestsRoot())) {
      for (BlobStat stat : manifests.toList()) {
        try (BlobContent content = unstepped.open(stat.key(), ByteRange.ALL).orElseThrow()) {
          early.put(stat.key(), new Copy(stat, content.body().readAllBytes()));
        }
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    if (readsManifestsFirst && isPlanning) {
      return Optional.ofNullable(early.get(key))
          .map(copy -> new BlobContent(copy.stat(), new ByteArrayInputStream(copy.bytes())));
    }
    return super.open(key, range);
  }
}
