package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.CacheLayer;
import io.github.azblobcache.manifest.ManifestFormatException;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Brings layers from the stores, checked, each at most once per session however many modules ask
 * for it.
 *
 * <p>Never throws: whatever goes wrong is a miss. The first failure of a store is a warning and
 * ends its use in this session; later ones are details.
 */
final class LayerImporter {

  /** One layer as one source's manifest names it. */
  private record Wanted(CacheSource source, Digest digest, DiffId diffId) {}

  private final List<CacheSource> sources;
  private final Staging staging;
  private final SeenBlobs seen;
  private final Executor executor;
  private final CacheEvents events;
  private final Map<CacheSource, CompletableFuture<Optional<CacheSource.Loaded>>> manifests =
      new ConcurrentHashMap<>();
  private final Map<Wanted, CompletableFuture<Optional<FetchedLayer>>> layers =
      new ConcurrentHashMap<>();
  private final Set<StoreLocation> exported;
  private final Set<StoreLocation> failed = ConcurrentHashMap.newKeySet();

  /**
   * @param exported the stores that this session exports to
   */
  LayerImporter(
      List<CacheSource> sources,
      Set<StoreLocation> exported,
      Staging staging,
      SeenBlobs seen,
      Executor executor,
      CacheEvents events) {
    this.sources = List.copyOf(sources);
    this.exported = Set.copyOf(exported);
    this.staging = staging;
    this.seen = seen;
    this.executor = executor;
    this.events = events;
  }

  /** Begins to read the manifests in the background. */
  void start() {
    sources.forEach(this::manifest);
  }

  /**
   * Begins to fetch, in the background, the layers that the newest known build of an image had.
   *
   * @param present whether a layer is on this machine already
   */
  void prefetch(String image, Predicate<CacheLayer> present) {
    for (CacheSource source : sources) {
      manifest(source)
          .thenAccept(
              loaded ->
                  loaded.ifPresent(
                      it ->
                          it.config().newestBuild(image).stream()
                              .filter(present.negate())
                              .forEach(layer -> layer(source, layer))));
    }
  }

  /** The layer with this diffID, from the first source that has it whole; waits for it. */
  Optional<FetchedLayer> fetch(DiffId diffId) {
    for (CacheSource source : sources) {
      for (CacheLayer candidate : candidates(source, diffId)) {
        Optional<FetchedLayer> fetched = layer(source, candidate).join();
        if (fetched.isPresent()) {
          return fetched;
        }
      }
    }
    return Optional.empty();
  }

  /** The manifest of a source as this session read it first; empty if it could not be read. */
  Optional<CacheSource.Loaded> loaded(CacheSource source) {
    return manifest(source).join();
  }

  /** Whether any manifest names any layer; waits for the manifests. */
  boolean hasLayers() {
    return sources.stream()
        .anyMatch(
            source -> loaded(source).map(it -> !it.config().layers().isEmpty()).orElse(false));
  }

  /**
   * The layers of the newest known build of an image, from the first source that knows the image.
   */
  List<CacheLayer> newestBuild(String image) {
    for (CacheSource source : sources) {
      List<CacheLayer> build =
          loaded(source).map(it -> it.config().newestBuild(image)).orElse(List.of());
      if (!build.isEmpty()) {
        return build;
      }
    }
    return List.of();
  }

  private List<CacheLayer> candidates(CacheSource source, DiffId diffId) {
    return loaded(source).map(it -> it.config().candidates(diffId)).orElse(List.of());
  }

  private CompletableFuture<Optional<CacheSource.Loaded>> manifest(CacheSource source) {
    return manifests.computeIfAbsent(
        source, key -> CompletableFuture.supplyAsync(() -> load(key), executor));
  }

  private Optional<CacheSource.Loaded> load(CacheSource source) {
    try {
      CacheSource.Loaded loaded = source.load();
      events.detail("Read " + source + ": " + loaded.config().layers().size() + " layers known");
      return Optional.of(loaded);
    } catch (IOException e) {
      fail(source, e);
      return Optional.empty();
    }
  }

  private CompletableFuture<Optional<FetchedLayer>> layer(CacheSource source, CacheLayer layer) {
    return layers.computeIfAbsent(
        new Wanted(source, layer.blob().digest(), layer.diffId()),
        key -> CompletableFuture.supplyAsync(() -> download(source, layer), executor));
  }

  private Optional<FetchedLayer> download(CacheSource source, CacheLayer layer) {
    if (failed.contains(source.location())) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    BlobKey key = source.layout().blob(layer.blob().digest());
    try {
      Optional<BlobContent> found = source.store().open(key, ByteRange.ALL);
      if (found.isEmpty()) {
        events.detail(source + " names " + key + ", which is gone: a miss");
        return Optional.empty();
      }
      try (BlobContent content = found.get()) {
        return checked(source, layer, content, start);
      }
    } catch (IOException e) {
      fail(source, e);
      return Optional.empty();
    }
  }

  private Optional<FetchedLayer> checked(
      CacheSource source, CacheLayer layer, BlobContent content, long start) throws IOException {
    Path file = staging.newFile();
    try {
      new LayerCheck(layer).copy(content.body(), file);
      Path admitted = staging.admit(file, layer.blob().digest());
      seen.sawWhole(source.location(), content.stat());
      long millis = (System.nanoTime() - start) / 1_000_000;
      events.detail("Fetched " + content.stat().key() + " in " + millis + " ms");
      return Optional.of(
          new FetchedLayer(
              layer.blob(), layer.diffId(), admitted, source.location(), content.stat(), millis));
    } catch (CorruptLayerException e) {
      if (e.isBlobDamaged()) {
        seen.sawDamaged(source.location(), content.stat());
      }
      events.warning(e.getMessage() + " (in " + source + "). It is built instead.");
      return Optional.empty();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void fail(CacheSource source, IOException e) {
    // A manifest that can't be parsed says nothing against the other names in the same store.
    boolean isFirst = e instanceof ManifestFormatException || failed.add(source.location());
    String message = e.getMessage() + " Building without the cache " + source + ".";
    // Whoever exports to it makes it: the very first build has nothing to be warned of.
    boolean isExpected = e instanceof StoreMissingException && exported.contains(source.location());
    if (isFirst && !isExpected) {
      events.warning(message);
    } else {
      events.detail(message);
    }
  }
}
