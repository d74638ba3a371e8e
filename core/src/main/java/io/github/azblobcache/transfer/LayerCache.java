package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.ReportedBuild;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.export.LayerExporter;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.LayerImporter;
import io.github.azblobcache.transfer.fetch.SourceFailures;
import io.github.azblobcache.transfer.fetch.Staging;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.AbsentLayers;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import io.github.azblobcache.transfer.shared.SeenBlobs;
import io.github.azblobcache.transfer.shared.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The layers that other builds have left in blob stores, and what this build leaves there.
 *
 * <p>Import never fails: what can't be had, whole and checked, is a miss. Export fails unless the
 * user said {@code ignore-error=true}. In one session every blob is fetched once and uploaded once,
 * however many modules ask. For use by any thread.
 */
public final class LayerCache implements AutoCloseable {

  private final TransferThreads threads = new TransferThreads();
  private final Staging staging;
  private final LayerImporter importer;
  private final LayerExporter exporter;
  private final BaseImageCache baseImages;
  private final Map<Digest, AbsentLayers> absent = new ConcurrentHashMap<>();
  private final Set<Path> used = ConcurrentHashMap.newKeySet();

  /**
   * @param stores opens a store, without I/O, and remains its owner
   * @param staging a folder for layers on their way; need not exist
   * @param timing how long to wait for a store, and how young is what an export reuses as it is
   */
  public LayerCache(
      CacheSettings settings,
      Function<StoreLocation, BlobStore> stores,
      Path staging,
      CacheTimeouts timing,
      CacheEvents events) {
    this.staging = new Staging(staging);
    SeenBlobs seen = new SeenBlobs();
    this.importer =
        new LayerImporter(
            sources(settings.from(), stores),
            new LayerImporter.Session(
                timing.patience(),
                this.staging,
                seen,
                new SourceFailures(locations(settings.to()), events),
                new LayerImporter.Threads(threads.needed(), threads.ahead()),
                events));
    this.exporter =
        new LayerExporter(
            targets(settings.to(), stores),
            new LayerExporter.Session(
                seen, importer::loaded, this::bring, timing.grace(), threads.uploads(), events));
    BaseTags tags = BaseTags.of(settings.from(), stores, importer::config);
    this.baseImages = new BaseImageCache(importer, exporter, tags);
  }

  /**
   * Says how to get a layer that was left in a registry, for a cache that is exported to and lacks
   * it.
   */
  public void isAbsent(Digest layer, AbsentLayers bytes) {
    absent.put(layer, bytes);
  }

  private Optional<Path> bring(Digest layer) throws IOException {
    AbsentLayers bytes = absent.get(layer);
    return bytes == null ? Optional.empty() : bytes.bring(layer);
  }

  private static List<CacheSource> sources(
      List<CacheDescription> from, Function<StoreLocation, BlobStore> stores) {
    List<CacheSource> sources = new ArrayList<>();
    for (CacheDescription cache : from) {
      sources.addAll(Sources.of(cache, stores.apply(cache.location())));
    }
    return sources;
  }

  private static List<LayerExporter.Target> targets(
      List<CacheDescription> to, Function<StoreLocation, BlobStore> stores) {
    List<LayerExporter.Target> targets = new ArrayList<>();
    for (CacheDescription cache : to) {
      targets.add(new LayerExporter.Target(cache, stores.apply(cache.location())));
    }
    return targets;
  }

  private static Set<StoreLocation> locations(List<CacheDescription> caches) {
    Set<StoreLocation> locations = new HashSet<>();
    for (CacheDescription cache : caches) {
      locations.add(cache.location());
    }
    return locations;
  }

  /** Begins to read the manifests in the background. */
  public void start() {
    importer.start();
  }

  /**
   * Begins to fetch in the background what the newest known build of an image was made of.
   *
   * @param image for instance {@code com.acme:shop}
   * @param present whether a layer is on this machine already
   */
  public void prefetch(String image, Predicate<CacheLayer> present) {
    importer.prefetch(image, present);
  }

  /**
   * The layer with this diffID, checked; waits for it as long as that is sooner than building it.
   *
   * @param image whose build asks for it: what was {@linkplain #prefetch prefetched} for others is
   *     fetched for them all the same
   * @param buildTime how long Jib would take to build the layer, or {@link
   *     WaitPolicy#NO_ALTERNATIVE}
   * @return empty if no cache has it, or not in time
   */
  public Optional<FetchedLayer> fetch(String image, DiffId diffId, Duration buildTime) {
    return importer.fetch(image, diffId, buildTime);
  }

  /** The same for no image in particular. */
  public Optional<FetchedLayer> fetch(DiffId diffId, Duration buildTime) {
    return fetch("", diffId, buildTime);
  }

  /**
   * Whether a layer need not be looked for, so that its diffID need not be computed: whatever could
   * be it, by its size, is on its way already and comes later than Jib would have built it.
   *
   * @param image whose layer it is; only what was {@linkplain #prefetch prefetched} for it counts
   * @param fileBytes how many bytes the layer's files have
   */
  public boolean isTooLate(String image, long fileBytes) {
    return importer.isTooLate(image, fileBytes, WaitPolicy.buildTime(fileBytes));
  }

  /**
   * Waits no more for what could be a layer that is {@linkplain #isTooLate too late}. What other
   * images of the session are going to need, too, is fetched all the same.
   *
   * @param image whose layer it is
   * @param fileBytes how many bytes the layer's files have
   */
  public void giveUp(String image, long fileBytes) {
    importer.giveUp(image, fileBytes);
  }

  /**
   * The file lists of the newest known build of an image, as {@link #fetch(String, DiffId,
   * Duration)}.
   */
  public Optional<FetchedLayer> fetchFiles(String image, Duration buildTime) {
    return importer.fetchFiles(image, buildTime);
  }

  /**
   * Whether any cache knows any layer at all; waits for the manifests. If not, there is no point in
   * computing diffIDs.
   */
  public boolean hasLayers() {
    return importer.hasLayers();
  }

  /** Whether any cache names a layer with this diffID; waits for the manifests. */
  public boolean names(DiffId diffId) {
    return importer.names(diffId);
  }

  /** Whether a fetched layer is asked about for the first time, so that its bytes count once. */
  public boolean isFirstUse(FetchedLayer layer) {
    return used.add(layer.file());
  }

  /** The layers of the newest known build of an image; empty if no cache knows the image. */
  public List<CacheLayer> newestBuild(String image) {
    return importer.newestBuild(image);
  }

  /**
   * Whether it is known already that no cache knows an image, as {@link #newestBuild} would say.
   * False as long as a manifest is still being read: waits for nothing.
   */
  public boolean isUnknown(String image) {
    return importer.isUnknown(image);
  }

  /**
   * What the image's builds had in common with the ones before them: this build first, then up to
   * 19 older ones that a cache remembers. Waits for nothing, and makes no request.
   *
   * @param layers those that the image has now
   */
  public List<ReportedBuild> buildsOverTime(String image, List<LayerFile> layers) {
    return BuildsOverTime.of(importer.builds(image), layers);
  }

  /** Whether there is any cache to export to. */
  public boolean exports() {
    return exporter.exports();
  }

  /**
   * Gives an image's layers to every cache that is exported to: blobs first, then the manifest that
   * names them.
   *
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  public ExportReport export(BuiltImage image) throws IOException {
    return exporter.export(image);
  }

  /** What is done with base images. */
  public BaseImageCache baseImages() {
    return baseImages;
  }

  /**
   * Begins to upload a layer in the background, before its image is done. Until {@link #export}
   * names it, readers do not see it. A failure of it is a failure there.
   */
  public void uploadAhead(LayerFile layer) {
    exporter.uploadAhead(layer);
  }

  /** When a layer was uploaded in this session, to the first store; empty if it was not. */
  public Optional<Span> uploaded(Digest layer) {
    return exporter.uploaded(layer);
  }

  /**
   * Warns of the damaged layers that were found since the last call, once for each cache: while a
   * build goes on, their number is not known.
   */
  public void reportDamage() {
    importer.reportDamage();
  }

  /** Stops background work and deletes the fetched files. */
  @Override
  public void close() {
    try (staging) {
      threads.close();
      importer.close();
      reportDamage();
    }
  }
}
