package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.OutlinedPart;
import io.github.azblobcache.inventory.PartAge;
import io.github.azblobcache.inventory.StoredManifest;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes old builds out of manifests that builds write at the same time, and remembers which blobs
 * stay named although the plan thought they would not. For use by any thread.
 */
final class ManifestPruning {

  private static final int MAX_TRIES = 10;

  private final BlobStore store;
  private final BlobTable blobs;
  private final RetirementRule rule;
  private final PruneTally tally;
  private final BitSet spared = new BitSet();

  ManifestPruning(BlobStore store, PrunePlan plan, PruneTally tally) {
    this.store = store;
    this.blobs = plan.inventory().blobs();
    this.rule = plan.rule();
    this.tally = tally;
  }

  /** The numbers of the blobs that are named after all. */
  synchronized BitSet spared() {
    return (BitSet) spared.clone();
  }

  /**
   * Changes a manifest as its newest version demands. If that fails, all that it names is spared.
   *
   * @throws StoreInterruptedException if the thread is interrupted; other faults are counted
   */
  void change(ManifestOutline planned) throws StoreInterruptedException {
    try {
      for (int tries = 0; tries < MAX_TRIES; tries++) {
        Optional<StoredManifest> current =
            StoredManifest.load(store, planned.stat().key(), planned.name());
        if (current.isEmpty() || isDone(planned, current.get())) {
          return;
        }
      }
      throw new StoreException(
          "Manifest "
              + planned.stat().key()
              + " was written by builds "
              + MAX_TRIES
              + " times in a row while its old builds were to be taken out. Run prune again.");
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (IOException e) {
      planned.parts().forEach(this::spare);
      spare(planned.loose());
      tally.fault(e);
    }
  }

  private boolean isDone(ManifestOutline planned, StoredManifest current) throws StoreException {
    boolean isAsPlanned = current.stat().etag().equals(planned.stat().etag());
    Set<CachePart> retired = retired(current);
    if (retired.isEmpty() && !(isAsPlanned && planned.isEmpty())) {
      spare(current.config().blobs());
      return true;
    }
    CacheConfig left = current.config().without(retired);
    boolean isWritten = write(current, left, builds(current.config(), retired));
    // What a version that the plan did not know still names. If this version was replaced, the
    // next one shows it.
    if (isWritten && !isAsPlanned) {
      spare(left.blobs());
    }
    return isWritten;
  }

  private Set<CachePart> retired(StoredManifest current) {
    List<CachePart> parts = current.config().parts();
    List<PartAge> ages =
        parts.stream().map(part -> PartAge.of(part, current.stat().lastModified())).toList();
    Set<CachePart> retired = new HashSet<>();
    rule.retired(current.name(), ages).stream().mapToObj(parts::get).forEach(retired::add);
    return retired;
  }

  // Their file lists do not count as builds.
  private static int builds(CacheConfig config, Set<CachePart> parts) {
    Map<Digest, String> images = config.images();
    int builds = 0;
    for (CachePart part : parts) {
      String name = part.image().map(image -> images.getOrDefault(image, "")).orElse("");
      builds += FileListsName.isOne(name) ? 0 : 1;
    }
    return builds;
  }

  private boolean write(StoredManifest current, CacheConfig left, int builds)
      throws StoreException {
    if (left.parts().isEmpty()) {
      boolean isDeleted = store.deleteIfUnchanged(current.stat());
      if (isDeleted) {
        tally.deletedManifest(builds);
      }
      return isDeleted;
    }
    boolean isReplaced =
        store
            .replaceIfUnchanged(
                current.stat().key(), Optional.of(current.stat()), CacheConfigJson.write(left))
            .isPresent();
    if (isReplaced) {
      tally.rewrote(builds);
    }
    return isReplaced;
  }

  private synchronized void spare(OutlinedPart part) {
    for (int blob : part.blobs()) {
      spared.set(blob);
    }
  }

  private synchronized void spare(Collection<Digest> digests) {
    digests.stream().mapToInt(blobs::indexOf).filter(i -> i >= 0).forEach(spared::set);
  }
}
