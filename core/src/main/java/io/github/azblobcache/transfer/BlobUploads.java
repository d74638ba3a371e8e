package io.github.azblobcache.transfer;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreMissingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes sure that a store has a layer's blob, and that pruning leaves it: writes it where it is
 * missing or damaged, gives it a new date where it is old. In one session each blob is seen to once
 * an hour at most.
 */
final class BlobUploads {

  /**
   * How old a blob may be that is reused as it is: half of the time that pruning leaves unnamed
   * blobs alone. See "Prune against export" in docs/architecture.md.
   */
  static final Duration REUSED_AS_IS = Duration.ofHours(12);

  /**
   * How long an export may count on what an earlier one of this session has seen to. Short, because
   * what is left of the other half of that time is all that it has to write its manifest in.
   */
  private static final Duration RELIED_ON = Duration.ofHours(1);

  private record Place(StoreLocation location, BlobKey key) {}

  private record Ensured(
      CompletableFuture<ExportReport> report, Instant begun, AtomicBoolean isCounted) {

    static Ensured beginning(Instant now) {
      return new Ensured(new CompletableFuture<>(), now, new AtomicBoolean());
    }

    // In both directions: before the store's first answer the time is the runner's own.
    boolean isRecent(Instant now) {
      return Duration.between(begun, now).abs().compareTo(RELIED_ON) < 0;
    }
  }

  private final Map<Place, Ensured> ensured = new ConcurrentHashMap<>();
  private final SeenBlobs seen;
  private final CacheEvents events;

  BlobUploads(SeenBlobs seen, CacheEvents events) {
    this.seen = seen;
    this.events = events;
  }

  /**
   * Sees to a layer's blob, unless that has been done or is being done, and waits for it.
   *
   * @return what was uploaded; {@link ExportReport#NOTHING} if an earlier call has counted it
   */
  ExportReport ensure(LayerExporter.Target target, LayerFile layer) throws IOException {
    Ensured ensured = begin(target, layer);
    ExportReport report = Futures.get(ensured.report());
    return ensured.isCounted().compareAndSet(false, true) ? report : ExportReport.NOTHING;
  }

  /** The same, ahead of the export that counts it; trouble is that export's. */
  void ensureAhead(LayerExporter.Target target, LayerFile layer) {
    begin(target, layer);
  }

  private Ensured begin(LayerExporter.Target target, LayerFile layer) {
    BlobKey key = target.description().layout().blob(layer.blob().digest());
    Place place = new Place(target.description().location(), key);
    Ensured mine = Ensured.beginning(target.store().now());
    Ensured current = ensured.merge(place, mine, (old, it) -> old.isRecent(it.begun()) ? old : it);
    if (current == mine) {
      Futures.complete(
          mine.report(), () -> isUploaded(target.store(), place, layer) ? one(layer) : none());
    }
    return current;
  }

  private static ExportReport one(LayerFile layer) {
    return new ExportReport(1, layer.blob().sizeBytes(), 0);
  }

  private static ExportReport none() {
    return ExportReport.NOTHING;
  }

  private boolean isUploaded(BlobStore store, Place place, LayerFile layer) throws IOException {
    if (isUsable(store, place, layer)) {
      return false;
    }
    boolean uploaded = store.putIfAbsent(place.key(), layer.file());
    events.detail((uploaded ? "Uploaded " : "Met ") + place.key() + " in " + place.location());
    return uploaded;
  }

  private boolean isUsable(BlobStore store, Place place, LayerFile layer) throws IOException {
    Optional<BlobStat> damaged = seen.damaged(place.location(), place.key());
    if (damaged.isPresent()) {
      remove(store, damaged.get());
    }
    Optional<BlobStat> there = seen.whole(place.location(), place.key());
    if (damaged.isPresent() || there.isEmpty()) {
      there = stat(store, place.key());
    }
    if (there.isEmpty()) {
      return false;
    }
    if (there.get().sizeBytes() != layer.blob().sizeBytes()) {
      remove(store, there.get());
      return false;
    }
    boolean isOld = there.get().lastModified().plus(REUSED_AS_IS).isBefore(store.now());
    return !isOld || store.touch(place.key());
  }

  private static Optional<BlobStat> stat(BlobStore store, BlobKey key) throws IOException {
    try {
      return store.stat(key);
    } catch (StoreMissingException e) {
      return Optional.empty();
    }
  }

  private void remove(BlobStore store, BlobStat damaged) throws IOException {
    events.detail("Removing " + damaged.key() + ", which is damaged");
    store.deleteIfUnchanged(damaged);
  }
}
