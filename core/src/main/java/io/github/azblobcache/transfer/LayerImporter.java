package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.CacheLayer;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Brings layers from the stores, checked, each at most once per session however many modules ask
 * for it.
 *
 * <p>Never throws: whatever goes wrong is a miss.
 */
final class LayerImporter {

  /** One layer as one source's manifest names it. */
  private record Wanted(CacheSource source, Digest digest, DiffId diffId) {}

  private final Map<Wanted, LayerDownload> downloads = new ConcurrentHashMap<>();
  private final List<CacheSource> sources;
  private final ManifestReads manifests;
  private final Session session;

  /**
   * What all imports of a session share.
   *
   * @param patience how long to wait for a store
   * @param staging where layers are kept on their way
   * @param seen is told what was seen in the stores
   * @param trouble which stores have failed
   * @param executor runs what goes on in the background
   * @param events told of each layer
   */
  record Session(
      Patience patience,
      Staging staging,
      SeenBlobs seen,
      SourceTrouble trouble,
      Executor executor,
      CacheEvents events) {}

  LayerImporter(List<CacheSource> sources, Session session) {
    this.sources = List.copyOf(sources);
    this.session = session;
    this.manifests =
        new ManifestReads(
            session.patience(), session.trouble(), session.executor(), session.events());
  }

  /** Begins to read the manifests in the background. */
  void start() {
    sources.forEach(manifests::start);
  }

  /**
   * Begins to fetch, in the background, the layers that the newest known build of an image had.
   *
   * @param present whether a layer is on this machine already
   */
  void prefetch(String image, Predicate<CacheLayer> present) {
    for (CacheSource source : sources) {
      manifests.whenRead(
          source,
          config ->
              config.newestBuild(image).stream()
                  .filter(present.negate())
                  .forEach(layer -> download(source, layer)));
    }
  }

  /**
   * The layer with this diffID, from the first source that has it whole; waits for it as long as
   * that is sooner than building it.
   */
  Optional<FetchedLayer> fetch(DiffId diffId, Duration buildTime) {
    for (CacheSource source : sources) {
      for (CacheLayer candidate : manifests.config(source).candidates(diffId)) {
        LayerDownload download = download(source, candidate);
        Optional<FetchedLayer> fetched = download.await(session.patience(), buildTime);
        if (fetched.isPresent()) {
          return fetched;
        }
        if (download.isAbandoned()) {
          session.events().detail("Gave up fetching " + diffId + ": building it is sooner");
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The manifest of a source as this session read it first; empty if it could not be read in time.
   */
  Optional<CacheSource.Loaded> loaded(CacheSource source) {
    return sources.contains(source) ? manifests.loaded(source) : Optional.empty();
  }

  /** Whether any manifest names any layer; waits for the manifests. */
  boolean hasLayers() {
    return sources.stream().anyMatch(source -> !manifests.config(source).layers().isEmpty());
  }

  /**
   * The layers of the newest known build of an image, from the first source that knows the image.
   */
  List<CacheLayer> newestBuild(String image) {
    return sources.stream()
        .map(source -> manifests.config(source).newestBuild(image))
        .filter(build -> !build.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Warns of the damage that was found, once for each cache. */
  void tellDamage() {
    session.trouble().tellDamage();
  }

  private LayerDownload download(CacheSource source, CacheLayer layer) {
    Wanted wanted = new Wanted(source, layer.blob().digest(), layer.diffId());
    LayerDownload mine = new LayerDownload(layer);
    LayerDownload first = downloads.putIfAbsent(wanted, mine);
    if (first != null) {
      return first;
    }
    session.executor().execute(() -> mine.complete(fetch(source, mine)));
    return mine;
  }

  private Optional<FetchedLayer> fetch(CacheSource source, LayerDownload download) {
    if (session.trouble().hasFailed(source.location())) {
      return Optional.empty();
    }
    BlobKey key = source.layout().blob(download.layer().blob().digest());
    try {
      Optional<BlobContent> found = source.store().open(key, ByteRange.ALL);
      if (found.isEmpty()) {
        session.events().detail(source + " names " + key + ", which is gone: a miss");
        return Optional.empty();
      }
      try (BlobContent content = found.get()) {
        return checked(source, download, content);
      }
    } catch (IOException e) {
      if (!download.isAbandoned()) {
        session.trouble().failed(source, e);
      }
      return Optional.empty();
    }
  }

  private Optional<FetchedLayer> checked(
      CacheSource source, LayerDownload download, BlobContent content) throws IOException {
    CacheLayer layer = download.layer();
    Path file = session.staging().newFile();
    try {
      new LayerCheck(layer).copy(content.body(), file, download::received);
      Path admitted = session.staging().admit(file, layer.blob().digest());
      session.seen().sawWhole(source.location(), content.stat());
      long millis = download.elapsedMillis();
      session.events().detail("Fetched " + content.stat().key() + " in " + millis + " ms");
      return Optional.of(
          new FetchedLayer(
              layer.blob(), layer.diffId(), admitted, source.location(), content.stat(), millis));
    } catch (CorruptLayerException e) {
      if (e.isBlobDamaged()) {
        session.seen().sawDamaged(source.location(), content.stat());
      }
      session.trouble().damaged(source, e);
      return Optional.empty();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
