package io.github.azblobcache.transfer.export;

import io.github.azblobcache.concurrent.IoFutures;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.BlobProtectedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.transfer.shared.AbsentLayers;
import io.github.azblobcache.transfer.shared.BlobRef;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.SeenBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that a store has a layer's blob, and that pruning leaves it: writes it where it is
 * missing or damaged, gives it a new date where it is old. In one session each blob is seen to once
 * in {@link GracePeriod#reliedOn} at most. See docs/pruning.md.
 */
final class BlobUploads {

  private record Ensured(CompletableFuture<Boolean> isUploaded, Instant begun) {

    static Ensured beginning(Instant now) {
      return new Ensured(new CompletableFuture<>(), now);
    }

    // An upload that is under way is dated when it ends, however long ago it began. One that has
    // failed counts for nothing: the same request may well succeed now.
    boolean isReliable(Instant now, Duration limit) {
      return !isUploaded.isDone()
          || (!isUploaded.isCompletedExceptionally() && isRecent(now, limit));
    }

    // In both directions: before the store's first answer the time is the runner's own.
    private boolean isRecent(Instant now, Duration limit) {
      return Duration.between(begun, now).abs().compareTo(limit) < 0;
    }
  }

  private final Map<BlobRef, Ensured> ensured = new ConcurrentHashMap<>();
  private final Set<BlobRef> uncounted = ConcurrentHashMap.newKeySet();
  private final Map<Digest, Span> uploads = new ConcurrentHashMap<>();
  private final SeenBlobs seen;
  private final AbsentLayers absent;
  private final GracePeriod grace;
  private final CacheEvents events;

  BlobUploads(LayerExporter.Session session) {
    this.seen = session.seen();
    this.absent = session.absent();
    this.grace = session.grace();
    this.events = session.events();
  }

  /**
   * Sees to a layer's blob, unless that has been done or is being done, and waits for it.
   *
   * @return what was uploaded; {@link ExportReport#NOTHING} if an earlier call has counted it
   */
  ExportReport ensure(LayerExporter.Target target, LayerFile layer) throws IOException {
    Ensured mine = Ensured.beginning(target.store().now());
    Ensured current = begin(target, layer, mine);
    try {
      IoFutures.get(current.isUploaded());
    } catch (StoreException e) {
      if (current == mine || e instanceof StoreInterruptedException) {
        throw e;
      }
      // The attempt of another thread, which may have tried for a second only, ahead of the export.
      events.detail("Trying again: " + e.getMessage());
      IoFutures.get(begin(target, layer, mine).isUploaded());
    }
    return uncounted.remove(place(target, layer))
        ? new ExportReport(1, layer.blob().sizeBytes(), 0)
        : ExportReport.NOTHING;
  }

  /** The same, ahead of the export that counts it; trouble is that export's. */
  void ensureAhead(LayerExporter.Target target, LayerFile layer) {
    begin(target, layer, Ensured.beginning(target.store().now()));
  }

  /** When a layer was uploaded in this session, to the first store; empty if it was not. */
  Optional<Span> uploaded(Digest layer) {
    return Optional.ofNullable(uploads.get(layer));
  }

  /** The upload that counts: an earlier one that can be relied on, or else this one. */
  private Ensured begin(LayerExporter.Target target, LayerFile layer, Ensured mine) {
    BlobRef place = place(target, layer);
    Ensured current =
        ensured.merge(
            place,
            mine,
            (earlier, latest) ->
                earlier.isReliable(latest.begun(), grace.reliedOn()) ? earlier : latest);
    if (current == mine) {
      IoFutures.complete(mine.isUploaded(), () -> isUploaded(target.store(), place, layer));
    }
    return current;
  }

  private static BlobRef place(LayerExporter.Target target, LayerFile layer) {
    BlobKey key = target.description().layout().blob(layer.blob().digest());
    return new BlobRef(target.description().location(), key);
  }

  private boolean isUploaded(BlobStore store, BlobRef place, LayerFile layer) throws IOException {
    if (isUsable(store, place, layer)) {
      return false;
    }
    Instant begun = Instant.now();
    boolean uploaded;
    try (Progress.Transfer transfer =
        events.progress().begin(Progress.Way.UPLOADING, layer.blob().sizeBytes())) {
      uploaded = store.putIfAbsent(place.key(), bytes(layer), transfer);
    }
    if (uploaded) {
      uncounted.add(place);
    }
    uploads.putIfAbsent(layer.blob().digest(), Span.since(begun));
    events.detail((uploaded ? "Uploaded " : "Met ") + place.key() + " in " + place.location());
    return uploaded;
  }

  private Path bytes(LayerFile layer) throws IOException {
    if (Files.exists(layer.file())) {
      return layer.file();
    }
    return absent
        .bring(layer.blob().digest())
        .orElseThrow(
            () ->
                new IOException(
                    "The layer "
                        + layer.blob().digest()
                        + " was left in the registry, and the cache lacks it. Build once without"
                        + " azblob-cache.lazy."));
  }

  private boolean isUsable(BlobStore store, BlobRef place, LayerFile layer) throws IOException {
    Optional<BlobStat> damaged = seen.damaged(place.location(), place.key());
    if (damaged.isPresent() && !isRemoved(store, damaged.get())) {
      return true;
    }
    Optional<BlobStat> there = seen.whole(place.location(), place.key());
    if (damaged.isPresent() || there.isEmpty()) {
      there = stat(store, place.key());
    }
    if (there.isEmpty()) {
      return false;
    }
    if (there.get().sizeBytes() != layer.blob().sizeBytes()) {
      return !isRemoved(store, there.get());
    }
    boolean isOld = there.get().lastModified().plus(grace.reusedAsIs()).isBefore(store.now());
    // An archived blob may have been replaced since. Only one that still is refuses a new date.
    boolean wasArchived = seen.isArchived(place.location(), place.key());
    return !(isOld || wasArchived) || isRedated(store, place);
  }

  private boolean isRedated(BlobStore store, BlobRef place) throws IOException {
    try {
      boolean isThere = store.touch(place.key());
      events.detail(
          (isThere ? "Re-dated " : "No longer there: ") + place.key() + " in " + place.location());
      return isThere;
    } catch (BlobArchivedException e) {
      removeArchived(store, place);
      return false;
    } catch (BlobProtectedException e) {
      // What refuses a new date refuses to be deleted as well
      events.detail("Reused with its old date: " + e.getMessage());
      return true;
    }
  }

  // In the archive a blob can be neither read nor changed, nor overwritten.
  private void removeArchived(BlobStore store, BlobRef place) throws IOException {
    Optional<BlobStat> archived = stat(store, place.key());
    if (archived.isPresent()) {
      events.detail("Removing " + place.key() + ", which is archived");
      store.deleteIfUnchanged(archived.get());
    }
  }

  private static Optional<BlobStat> stat(BlobStore store, BlobKey key) throws IOException {
    try {
      return store.stat(key);
    } catch (StoreMissingException e) {
      return Optional.empty();
    }
  }

  /** False if it has to stay: builds check what they read, so it is a miss, and no failure. */
  private boolean isRemoved(BlobStore store, BlobStat damaged) throws IOException {
    try {
      events.detail("Removing " + damaged.key() + ", which is damaged");
      store.deleteIfUnchanged(damaged);
      return true;
    } catch (BlobProtectedException e) {
      events.warning(
          e.getMessage() + " Its content is damaged. Until it is replaced, builds do without it.");
      return false;
    }
  }
}
