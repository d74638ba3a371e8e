package io.github.azblobcache.jib.layers;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.jib.layers.ImportedLayer.Effort;
import io.github.azblobcache.jib.lazy.LayerBytes;
import io.github.azblobcache.jib.lazy.LazyRun;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.report.Phase;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Brings the layers of one image into Jib's cache before Jib looks for them there. What no cache
 * has is built at once where the builder does that, and else left to Jib.
 */
public final class LayerImport {

  private final String image;
  private final LayerCache cache;
  private final JibLayerCache jibCache;
  private final SessionTars tars;
  private final LayerBuilder builder;
  private final Optional<LazyRun> lazy;
  private final CacheEvents events;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * @param image whose layers are imported, for instance {@code com.acme:shop}
   * @param builder builds what no cache has
   * @param lazy leaves layers in the registry; empty if none are left there
   */
  public LayerImport(
      String image,
      LayerCache cache,
      JibLayerCache jibCache,
      SessionTars tars,
      LayerBuilder builder,
      Optional<LazyRun> lazy,
      CacheEvents events) {
    this.image = image;
    this.cache = cache;
    this.jibCache = jibCache;
    this.tars = tars;
    this.builder = builder;
    this.lazy = lazy;
    this.events = events;
  }

  /**
   * Begins to look up every layer, several at once. A failure of one is a warning, and Jib builds
   * it.
   */
  public Begun begin(List<PlannedLayer> layers) {
    if (layers.isEmpty()) {
      return new Begun(List.of(), Optional.empty());
    }
    int threads = Math.min(layers.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService executor = Executors.newFixedThreadPool(threads, DaemonThreads.named("import"));
    Map<PlannedLayer, CompletableFuture<ImportedLayer>> imports = new IdentityHashMap<>();
    for (PlannedLayer layer : mostFilesFirst(layers)) {
      imports.put(layer, CompletableFuture.supplyAsync(() -> run(layer), executor));
    }
    List<CompletableFuture<ImportedLayer>> inOrder = new ArrayList<>();
    for (PlannedLayer layer : layers) {
      inOrder.add(imports.get(layer));
    }
    return new Begun(inOrder, Optional.of(executor));
  }

  /**
   * Layers that are being looked up.
   *
   * @param layers in the order of the image
   * @param executor looks them up; empty if there is nothing to look up
   */
  public record Begun(
      List<CompletableFuture<ImportedLayer>> layers, Optional<ExecutorService> executor)
      implements AutoCloseable {

    /** Waits; what became of the layers, in the same order. */
    public List<ImportedLayer> await() {
      List<ImportedLayer> imported = new ArrayList<>();
      for (CompletableFuture<ImportedLayer> layer : layers) {
        imported.add(layer.join());
      }
      return List.copyOf(imported);
    }

    /** Gives up what is still looked up. */
    @Override
    public void close() {
      executor.ifPresent(ExecutorService::shutdownNow);
    }
  }

  // Each file takes its time, and the layer that takes longest must not be begun last.
  private static List<PlannedLayer> mostFilesFirst(List<PlannedLayer> layers) {
    List<PlannedLayer> sorted = new ArrayList<>(layers);
    sorted.sort((one, other) -> Integer.compare(other.files().size(), one.files().size()));
    return sorted;
  }

  private ImportedLayer run(PlannedLayer layer) {
    Optional<Selector> selector = Optional.empty();
    try {
      selector = Optional.of(jibCache.selectorOf(layer.files()));
      Optional<LayerFile> local = jibCache.layerAt(selector.get());
      return local.isPresent()
          ? ImportedLayer.local(layer.name(), local.get())
          : fetched(layer, selector.get());
    } catch (IOException e) {
      events.detail("The layer '" + layer.name() + "' is built instead of imported: " + e);
      if (warned.add(kind(e))) {
        events.warning("Layers can't be imported, and are built instead: " + Reason.of(e));
      }
      return ImportedLayer.toBuild(layer.name(), selector, Effort.NONE);
    } catch (RuntimeException | LinkageError e) {
      // Of one layer only: the others, and the base image, are imported all the same.
      events.warning(
          "The layer '" + layer.name() + "' can't be imported (" + e + "): it is built instead.");
      return ImportedLayer.toBuild(layer.name(), selector, Effort.NONE);
    }
  }

  /** The same for all layers that a full disk, for instance, keeps from being imported. */
  private static String kind(IOException e) {
    String what = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
    return e.getClass().getName() + what;
  }

  private ImportedLayer fetched(PlannedLayer layer, Selector selector) throws IOException {
    if (!cache.hasLayers() || isTooLate(layer)) {
      return built(layer, selector, Optional.empty(), Effort.NONE);
    }
    Instant begun = Instant.now();
    LayerTar tar = tars.of(layer.files());
    Effort hashing = Effort.hashing(Span.since(begun));
    Duration buildTime = WaitPolicy.buildTime(tar.sizeBytes());
    Optional<LayerFile> left = left(layer, tar, selector);
    if (left.isPresent()) {
      Effort effort = new Effort(hashing.phases(), 0, buildTime);
      return new ImportedLayer(
          layer.name(), LayerSource.IN_REGISTRY, Optional.of(selector), left, effort);
    }
    Optional<FetchedLayer> fetched = cache.fetch(image, tar.diffId(), buildTime);
    if (fetched.isEmpty()) {
      Optional<LayerTar> corrected = tars.corrected(layer.files(), cache::names);
      fetched = corrected.flatMap(it -> cache.fetch(image, it.diffId(), buildTime));
      tar = corrected.orElse(tar);
    }
    if (fetched.isEmpty()) {
      String why = cache.names(tar.diffId()) ? "' was not fetched" : "' is not in the cache";
      events.detail("Layer '" + layer.name() + why + ": diffID " + tar.diffId());
      return built(layer, selector, Optional.of(tar), hashing);
    }
    if (!builder.compressesLike(fetched.get().file())) {
      events.detail(
          "Layer '"
              + layer.name()
              + "' is compressed in another way in the cache, and is built: "
              + fetched.get().blob().digest());
      return built(layer, selector, Optional.of(tar), hashing);
    }
    Map<Phase, Span> phases = hashing.and(Phase.FETCHED, fetched.get().fetched()).phases();
    long bytesDown = cache.isFirstUse(fetched.get()) ? fetched.get().blob().sizeBytes() : 0;
    return admitted(layer, selector, fetched.get(), new Effort(phases, bytesDown, buildTime));
  }

  private Optional<LayerFile> left(PlannedLayer layer, LayerTar tar, Selector selector)
      throws IOException {
    if (lazy.isEmpty()) {
      return Optional.empty();
    }
    LayerBytes bytes = new LeftLayer(image, cache, layer, tar, tars, jibCache);
    Optional<Descriptor> blob = lazy.get().leave(tar.diffId(), selector, bytes);
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    Optional<LayerFile> seen = jibCache.layerAt(selector);
    if (seen.isPresent() && seen.get().blob().digest().equals(blob.get().digest())) {
      cache.isAbsent(
          blob.get().digest(), digest -> bytes.bring(digest).map(brought -> brought.file().file()));
      return seen;
    }
    lazy.get().withdraw(blob.get());
    return Optional.empty();
  }

  private ImportedLayer built(
      PlannedLayer layer, Selector selector, Optional<LayerTar> tar, Effort effort)
      throws IOException {
    Instant begun = Instant.now();
    Optional<LayerFile> file = builder.build(layer, tar, selector);
    return file.isPresent()
        ? ImportedLayer.built(
            layer.name(), selector, file.get(), effort.and(Phase.BUILT, Span.since(begun)))
        : ImportedLayer.toBuild(layer.name(), Optional.of(selector), effort);
  }

  private boolean isTooLate(PlannedLayer layer) throws IOException {
    boolean isTooLate = cache.isTooLate(image, layer.fileBytes());
    if (isTooLate) {
      cache.giveUp(image, layer.fileBytes());
    }
    return isTooLate;
  }

  private ImportedLayer admitted(
      PlannedLayer layer, Selector selector, FetchedLayer fetched, Effort effort)
      throws IOException {
    Optional<LayerFile> seen = jibCache.admit(fetched.layer(), selector);
    if (seen.isEmpty()) {
      events.warning(
          "Jib does not see the layer '" + layer.name() + "' in its cache: it is built instead.");
      return ImportedLayer.toBuild(layer.name(), Optional.of(selector), Effort.NONE);
    }
    events.detail("Layer '" + layer.name() + "' comes from the cache: " + fetched.blob().digest());
    return new ImportedLayer(layer.name(), LayerSource.CACHE, Optional.of(selector), seen, effort);
  }
}
