package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.check.CorruptLayerException;
import io.github.azblobcache.transfer.check.LayerCheck;
import io.github.azblobcache.transfer.shared.BlobRef;
import io.github.azblobcache.transfer.shared.CacheSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The blobs that a session fetches, each once. For use by any thread. */
final class LayerDownloads {

  /** One blob in one store, as a manifest describes it. */
  private record Wanted(BlobRef place, long sizeBytes, DiffId diffId) {

    static Wanted of(CacheSource source, CacheLayer layer) {
      Descriptor blob = layer.blob();
      BlobRef place = new BlobRef(source.location(), source.layout().blob(blob.digest()));
      return new Wanted(place, blob.sizeBytes(), layer.diffId());
    }

    // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
    @Override
    public boolean equals(Object other) {
      return other instanceof Wanted that
          && place.equals(that.place)
          && sizeBytes == that.sizeBytes
          && diffId.equals(that.diffId);
    }

    @Override
    public int hashCode() {
      return 31 * place.hashCode() + diffId.hashCode();
    }
  }

  /** No files of programs are compressed to less than one part in so many. */
  private static final int BEST_COMPRESSION = 20;

  /** What a tar's own headers can take of a blob, about. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  private final Map<Wanted, LayerDownload> downloads = new ConcurrentHashMap<>();
  private final LayerImporter.Session session;

  LayerDownloads(LayerImporter.Session session) {
    this.session = session;
  }

  /**
   * The download of a blob that a build waits for now. It begins at once if it has not begun
   * before, though it may queue among those that are fetched ahead.
   */
  LayerDownload needed(CacheSource source, CacheLayer layer) {
    LayerDownload download = of(source, layer);
    if (!download.isBegun()) {
      execute(session.threads().needed(), () -> runNow(source, download), download);
    }
    return download;
  }

  /**
   * Begins the download of a blob, unless it has begun before, as soon as those that were asked for
   * earlier leave it a thread.
   *
   * @param image whose build is going to ask for it
   */
  void ahead(CacheSource source, CacheLayer layer, String image) {
    LayerDownload download = of(source, layer);
    download.expect(image);
    if (!download.isBegun()) {
      execute(session.threads().ahead(), () -> runAhead(source, download), download);
    }
  }

  private LayerDownload of(CacheSource source, CacheLayer layer) {
    Wanted wanted = Wanted.of(source, layer);
    LayerDownload mine = new LayerDownload(layer);
    LayerDownload first = downloads.putIfAbsent(wanted, mine);
    return first == null ? mine : first;
  }

  private static void execute(Executor executor, Runnable task, LayerDownload download) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // The session is over.
      download.cancel();
    }
  }

  private void runNow(CacheSource source, LayerDownload download) {
    run(source, download, () -> session.staging().room(download.layer().blob().sizeBytes()));
  }

  private void runAhead(CacheSource source, LayerDownload download) {
    Optional<Staging.Room> room = session.staging().roomAhead(download.layer().blob().sizeBytes());
    if (room.isPresent()) {
      try (Staging.Room ahead = room.get()) {
        run(source, download, () -> ahead);
      }
    }
  }

  private void run(CacheSource source, LayerDownload download, RoomSupplier room) {
    if (download.begin()) {
      download.complete(fetched(source, download, room));
    }
  }

  /** Where a file may be written, asked for when there is something to write. */
  private interface RoomSupplier {
    Staging.Room get() throws IOException;
  }

  /** Ends all downloads, also those that have not begun. */
  void close() {
    downloads.values().forEach(LayerDownload::cancel);
  }

  /**
   * Whether all that could be a layer with so many bytes of files, by its size, of what an image's
   * newest build had, is on its way and comes later than the layer would be built.
   */
  boolean areTooLate(String image, long fileBytes, Duration buildTime) {
    List<LayerDownload> possible = possible(image, fileBytes);
    for (LayerDownload download : possible) {
      if (!download.isTooLate(session.patience(), buildTime)) {
        return false;
      }
    }
    return !possible.isEmpty();
  }

  /** Waits no more for what could be a layer of an image with so many bytes of files. */
  void giveUp(String image, long fileBytes) {
    for (LayerDownload download : possible(image, fileBytes)) {
      download.giveUp(image);
    }
  }

  private List<LayerDownload> possible(String image, long fileBytes) {
    List<LayerDownload> possible = new ArrayList<>();
    for (LayerDownload download : downloads.values()) {
      if (couldHold(download.layer().blob().sizeBytes(), fileBytes)
          && download.isExpectedBy(image)) {
        possible.add(download);
      }
    }
    return possible;
  }

  private static boolean couldHold(long blobBytes, long fileBytes) {
    return blobBytes >= fileBytes / BEST_COMPRESSION
        && blobBytes <= fileBytes + fileBytes / 10 + MOST_HEADER_BYTES;
  }

  /** Never throws, because a build that waits for the layer must not wait for ever. */
  private Optional<FetchedLayer> fetched(
      CacheSource source, LayerDownload download, RoomSupplier room) {
    if (download.isAbandoned() || session.trouble().hasFailed(source.location())) {
      return Optional.empty();
    }
    try {
      return fetch(source, download, room);
    } catch (IOException | RuntimeException | Error e) {
      if (!download.isAbandoned()) {
        session.trouble().unread(source, e);
      }
      return Optional.empty();
    }
  }

  private Optional<FetchedLayer> fetch(
      CacheSource source, LayerDownload download, RoomSupplier room) throws IOException {
    BlobKey key = source.layout().blob(download.layer().blob().digest());
    Instant begun = Instant.now();
    Optional<BlobContent> found = open(source, key);
    if (found.isEmpty()) {
      session.events().detail(source.location() + " has no " + key + ": a miss");
      return Optional.empty();
    }
    try (BlobContent content = found.get();
        Progress.Transfer transfer = begin(download)) {
      download.reportTo(transfer);
      try (Staging.Room taken = room.get()) {
        return checked(source, download, content, begun, taken);
      } catch (StoreException e) {
        throw e;
      } catch (IOException e) {
        throw session.staging().unusable(e);
      }
    }
  }

  private Optional<BlobContent> open(CacheSource source, BlobKey key) throws IOException {
    try {
      return source.store().open(key, ByteRange.ALL);
    } catch (BlobArchivedException e) {
      session.seen().sawArchived(source.location(), key);
      throw e;
    }
  }

  private Progress.Transfer begin(LayerDownload download) {
    long sizeBytes = download.layer().blob().sizeBytes();
    return session.events().progress().begin(Progress.Way.FETCHING, sizeBytes);
  }

  private Optional<FetchedLayer> checked(
      CacheSource source,
      LayerDownload download,
      BlobContent content,
      Instant begun,
      Staging.Room room)
      throws IOException {
    CacheLayer layer = download.layer();
    Path file = room.newFile();
    try {
      boolean isDiffIdChecked = new LayerCheck(layer).copy(content.body(), file, download);
      Path admitted = session.staging().admit(file, layer.blob().digest());
      room.keep();
      session.seen().sawWhole(source.location(), content.stat());
      Span fetched = Span.since(begun);
      session
          .events()
          .detail("Fetched " + content.stat().key() + " in " + fetched.millis() + " ms");
      return Optional.of(
          new FetchedLayer(
              new LayerFile(layer.blob(), layer.diffId(), admitted),
              source.location(),
              content.stat(),
              fetched,
              isDiffIdChecked));
    } catch (CorruptLayerException e) {
      if (e.isBlobDamaged()) {
        session.seen().sawDamaged(source.location(), content.stat());
      }
      session.trouble().damaged(source, e);
      return Optional.empty();
    } finally {
      // Gone if it was admitted
      Files.deleteIfExists(file);
    }
  }
}
