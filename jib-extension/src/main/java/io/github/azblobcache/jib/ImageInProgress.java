package io.github.azblobcache.jib;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.jib.base.BaseImage;
import io.github.azblobcache.jib.explain.Comparison;
import io.github.azblobcache.jib.explain.Explanation;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.lazy.LayerBytes;
import io.github.azblobcache.jib.lazy.LazyRun;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.BuildTimeline;
import io.github.azblobcache.report.BytesMoved;
import io.github.azblobcache.report.ImageReport;
import io.github.azblobcache.report.LayerReport;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.report.Phase;
import io.github.azblobcache.report.ReportedBuild;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image between the moment when its layers were imported and the moment when Jib has built it.
 *
 * @param name which image, for instance {@code com.acme:shop}
 * @param cache where its layers came from and go to
 * @param jibCache where Jib keeps its layers
 * @param layers what became of its layers before Jib built
 * @param base its base image
 * @param comparison finds out why layers have to be built
 * @param imported when the build waited for that
 * @param lazy leaves layers in the registry; empty if none are left there
 */
record ImageInProgress(
    String name,
    LayerCache cache,
    JibLayerCache jibCache,
    List<ImportedLayer> layers,
    BaseImage base,
    Comparison comparison,
    Span imported,
    Optional<LazyRun> lazy) {

  /**
   * What Jib has made of the image.
   *
   * @param image to be exported
   * @param layers what there is to say of its layers
   * @param bytesDown how many bytes were fetched for it
   * @param builds what this build and older ones had in common with the ones before them
   */
  record Built(
      BuiltImage image, List<LayerReport> layers, long bytesDown, List<ReportedBuild> builds) {

    /** Where nothing is exported, or not yet. */
    ImageReport report(BuildTimeline course) {
      return new ImageReport(image.name(), layers, new BytesMoved(bytesDown, 0, 0), course, builds);
    }

    /** With the export that a cache has just done. */
    ImageReport report(BuildTimeline course, ExportReport export, LayerCache cache) {
      List<LayerReport> uploaded = new ArrayList<>();
      for (LayerReport layer : layers) {
        uploaded.add(withUpload(layer, cache));
      }
      return new ImageReport(
          image.name(),
          uploaded,
          new BytesMoved(bytesDown, export.uploadedBytes(), export.uploadedLayers()),
          course,
          builds);
    }

    private static LayerReport withUpload(LayerReport layer, LayerCache cache) {
      Optional<Span> uploaded = cache.uploaded(layer.blob().digest());
      return uploaded.isPresent() ? layer.with(Phase.EXPORTED, uploaded.get()) : layer;
    }
  }

  /**
   * Looks up what Jib has built. A layer that can't be found in Jib's cache, or not be read there,
   * is left out: the image is built by now.
   *
   * @param folder where files that are still to be exported may be written
   */
  Built built(Path folder) {
    List<Optional<LayerFile>> files = new ArrayList<>();
    List<ImportedLayer> layers = layersNow();
    for (ImportedLayer layer : layers) {
      files.add(readable(layer));
    }
    Explanation explanation = Explanation.of(layers, files, comparison);
    List<LayerFile> found = new ArrayList<>();
    List<LayerReport> reports = new ArrayList<>(base.layersFetched());
    long bytesDown = base.bytesFetched();
    for (int i = 0; i < layers.size(); i++) {
      bytesDown += layers.get(i).effort().bytesDown();
      if (files.get(i).isPresent()) {
        LayerFile file = files.get(i).get();
        found.add(file);
        reports.add(report(layers.get(i), file, explanation.rebuild(i)));
      }
    }
    Optional<LayerFile> lists = cache.exports() ? explanation.write(folder) : Optional.empty();
    return new Built(
        new BuiltImage(name, found, lists), reports, bytesDown, cache.buildsOverTime(name, found));
  }

  /** Whether a layer was left in the registry, and may have to be brought until Jib has ended. */
  boolean leavesLayers() {
    for (ImportedLayer layer : layers) {
      if (layer.source() == LayerSource.IN_REGISTRY) {
        return true;
      }
    }
    return false;
  }

  private List<ImportedLayer> layersNow() {
    List<ImportedLayer> now = new ArrayList<>();
    for (ImportedLayer layer : layers) {
      Optional<LayerBytes.Brought> brought =
          layer.source() == LayerSource.IN_REGISTRY
              ? lazy.orElseThrow().brought(layer.file().orElseThrow().blob().digest())
              : Optional.empty();
      now.add(brought.isPresent() ? layer.brought(brought.get()) : layer);
    }
    return now;
  }

  /**
   * Keeps what is on this machine where Jib looks for it next time, if Jib had a cache of its own
   * for this run. To be called when Jib has ended.
   */
  void keepLayers() {
    if (lazy.isEmpty()) {
      return;
    }
    lazy.get().jibEnds();
    for (ImportedLayer layer : layersNow()) {
      if (layer.source() != LayerSource.IN_REGISTRY && layer.selector().isPresent()) {
        Optional<LayerFile> file = readable(layer);
        if (file.isPresent()) {
          lazy.get().keep(file.get(), layer.selector().get());
        }
      }
    }
  }

  private Optional<LayerFile> readable(ImportedLayer layer) {
    try {
      return fileOf(layer);
    } catch (IOException e) {
      AzblobCacheExtension.LOG.warn(
          name
              + ": the layer '"
              + layer.name()
              + "' can't be read from Jib's cache, and is not exported",
          e);
      return Optional.empty();
    }
  }

  /** How the build went up to now, when Jib is done. */
  BuildTimeline course() {
    List<Duration> spared = new ArrayList<>();
    for (ImportedLayer layer : layers) {
      spared.add(layer.effort().spared());
    }
    return new BuildTimeline(
        imported,
        Optional.of(Span.since(imported.end())),
        Optional.empty(),
        BuildTimeline.together(spared, Runtime.getRuntime().availableProcessors()));
  }

  /** The layer's file in Jib's cache; empty as long as Jib has not built it. */
  Optional<LayerFile> fileOf(ImportedLayer layer) throws IOException {
    if (layer.file().isPresent() || layer.selector().isEmpty()) {
      return layer.file();
    }
    return jibCache.layerAt(layer.selector().get());
  }

  private static LayerReport report(
      ImportedLayer imported, LayerFile file, Optional<Rebuild> rebuild) {
    LayerReport report =
        new LayerReport(
            imported.name(),
            file.diffId(),
            file.blob(),
            imported.source(),
            imported.effort().phases(),
            rebuild);
    if (imported.source() != LayerSource.BUILT || imported.file().isPresent()) {
      return report;
    }
    Optional<Span> building = building(file);
    return building.isPresent() ? report.with(Phase.BUILT, building.get()) : report;
  }

  // Jib does not report how long it builds a layer. The file's birth and its last write show
  // it, where they can be read.
  private static Optional<Span> building(LayerFile layer) {
    try {
      BasicFileAttributes times = Files.readAttributes(layer.file(), BasicFileAttributes.class);
      return Optional.of(
          new Span(times.creationTime().toInstant(), times.lastModifiedTime().toInstant()));
    } catch (IOException e) {
      AzblobCacheExtension.LOG.debug("the time that a layer took to build is unknown", e);
      return Optional.empty();
    }
  }
}
