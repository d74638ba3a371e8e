package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.jib.base.BaseImage;
import io.github.azblobcache.jib.explain.Comparison;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.layers.LayerImport;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.jib.layers.SmallLayers;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.BuildReport;
import io.github.azblobcache.report.ImageReport;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * A build of an image: what the extension does, and Jib itself, without Maven.
 *
 * @param jibCache where Jib keeps layers
 * @param output where the image and the report are written
 */
public record ImageRun(Path jibCache, Path output) {

  /** The image's name in the cache. */
  public static final String IMAGE = "com.example:app";

  /**
   * What became of a build.
   *
   * @param digest of the image that Jib has built; empty if Jib failed
   * @param fromCache how many layers came from a cache
   * @param failure why the build failed
   */
  public record Outcome(Optional<String> digest, int fromCache, Optional<Exception> failure) {}

  /**
   * Builds.
   *
   * @param cache for this build alone; closed here
   * @param events told by it
   * @param warnings takes what is printed besides
   * @param compiling what is done before Jib's turn comes, while layers are fetched ahead
   */
  public Outcome run(
      List<FileEntriesLayer> layers,
      LayerCache cache,
      CacheEvents events,
      Consumer<String> warnings,
      Runnable compiling)
      throws IOException {
    List<ImportedLayer> imported = List.of();
    Optional<String> digest = Optional.empty();
    Optional<Exception> failure = Optional.empty();
    try (cache) {
      cache.start();
      cache.prefetch(IMAGE, known -> false);
      compiling.run();
      Optional<ImageInProgress> image = imported(layers, cache, events);
      if (image.isPresent()) {
        imported = image.get().layers();
      }
      Optional<EagerUpload> uploads = image.map(it -> uploads(it));
      digest = Optional.of(jib(layers));
      if (uploads.isPresent()) {
        finish(uploads.get(), warnings);
      }
    } catch (Exception e) {
      failure = Optional.of(e);
    }
    int fromCache = 0;
    for (ImportedLayer layer : imported) {
      fromCache += layer.source() == LayerSource.CACHE ? 1 : 0;
    }
    return new Outcome(digest, fromCache, failure);
  }

  /** What goes into a layer, as the extension sees it. */
  public static ImmutableList<FileEntry> files(FileEntriesLayer layer) {
    return ImmutableList.copyOf(layer.getEntries());
  }

  private EagerUpload uploads(ImageInProgress image) {
    return image.cache().exports()
        ? EagerUpload.start(image, output)
        : EagerUpload.nothing(image, output);
  }

  private Optional<ImageInProgress> imported(
      List<FileEntriesLayer> layers, LayerCache cache, CacheEvents events) {
    try {
      Instant begun = Instant.now();
      ContainerBuildPlan.Builder plan = ContainerBuildPlan.builder();
      layers.forEach(plan::addLayer);
      List<PlannedLayer> planned = PlannedLayer.of(plan.build());
      JibLayerCache jib = JibLayerCache.in(new JibCacheDirectory(jibCache));
      List<ImportedLayer> imported;
      SessionTars tars = new SessionTars();
      try (LayerImport.Begun importing =
          new LayerImport(
                  IMAGE, cache, jib, tars, new SmallLayers(jib, tars), Optional.empty(), events)
              .begin(planned)) {
        imported = importing.await();
      }
      return Optional.of(
          new ImageInProgress(
              IMAGE,
              cache,
              jib,
              imported,
              noBase(plan.build(), cache, events),
              Comparison.start(IMAGE, cache, planned, imported, events),
              Span.since(begun),
              Optional.empty()));
    } catch (IOException | RuntimeException e) {
      // As the extension does
      events.warning("not used for " + IMAGE + ":1: " + e);
      return Optional.empty();
    }
  }

  @SuppressWarnings("deprecation")
  static BaseImage noBase(ContainerBuildPlan plan, LayerCache cache, CacheEvents events)
      throws IOException {
    MavenProject project = new MavenProject();
    MavenSession session =
        new MavenSession(
            null,
            new DefaultMavenExecutionRequest(),
            new DefaultMavenExecutionResult(),
            List.of(project));
    return BaseImage.of(plan, session, project, new BaseImage.Session(cache, events, notice -> {}));
  }

  private String jib(List<FileEntriesLayer> layers) throws Exception {
    JibContainerBuilder builder = Jib.fromScratch();
    for (FileEntriesLayer layer : layers) {
      builder.addFileEntriesLayer(layer);
    }
    Path tar = Files.createTempFile("image", ".tar");
    try {
      JibContainer built =
          builder.containerize(
              Containerizer.to(TarImage.at(tar).named("app"))
                  .setApplicationLayersCache(jibCache)
                  .setBaseImageLayersCache(jibCache));
      return built.getDigest().toString();
    } finally {
      Files.deleteIfExists(tar);
    }
  }

  private void finish(EagerUpload uploads, Consumer<String> warnings) throws IOException {
    try (uploads) {
      ImageInProgress image = uploads.image();
      ImageInProgress.Built built = uploads.built();
      ImageReport report = built.report(image.course());
      try {
        ExportReport export = image.cache().export(built.image());
        report = built.report(image.course(), export, image.cache());
      } finally {
        write(report, warnings);
      }
    }
  }

  private void write(ImageReport image, Consumer<String> warnings) {
    try {
      new BuildReport(new ArrayList<>(List.of(image))).write(output);
    } catch (IOException | RuntimeException e) {
      // As the session does
      warnings.accept(IMAGE + ": the report can't be written to " + output + ": " + Reason.of(e));
    }
  }
}
