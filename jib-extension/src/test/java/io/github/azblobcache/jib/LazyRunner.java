package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.jib.base.JibRuns;
import io.github.azblobcache.jib.explain.Comparison;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.layers.LayerImport;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.jib.layers.SmallLayers;
import io.github.azblobcache.jib.lazy.LazyRun;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.directory.DirectoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Machines whose caches are empty, on which Jib itself builds an image, pushes it to one registry,
 * and may leave layers there.
 *
 * @param registry host and port
 * @param folder what all machines share: the sources, and the cache
 * @param warnings receives what a build warns of
 */
record LazyRunner(String registry, Path folder, Consumer<String> warnings) {

  static final String IMAGE = "com.example:app";
  static final String PROPERTY = "jib.applicationCache";

  /**
   * What became of a build.
   *
   * @param digests of its layers
   * @param usual where Jib has its cache if it has none of its own
   */
  record Built(ImageInProgress.Built built, List<Digest> digests, JibCacheDirectory usual) {

    List<LayerSource> sources() {
      List<LayerSource> sources = new ArrayList<>();
      built.layers().forEach(layer -> sources.add(layer.source()));
      return sources;
    }
  }

  /** A build on a machine whose caches are empty, which exports in the end. */
  Built build(String image, List<String> names) throws Exception {
    return build(image, names, Files.createTempDirectory(folder, "runner"));
  }

  /**
   * The same.
   *
   * @param runner the machine's own folder
   */
  Built build(String image, List<String> names, Path runner) throws Exception {
    String name = registry + "/" + image + (image.contains(":") ? "" : ":latest");
    JibCacheDirectory usual = usual(runner);
    CacheEvents events = CacheEvents.to(warnings, detail -> {});
    List<FileEntriesLayer> layers = new ArrayList<>();
    for (String layer : names) {
      layers.add(layer(layer));
    }
    try (LayerCache cache = cache(runner, events);
        LazyRun run =
            LazyRun.begin(usual, IMAGE, cache, JibRuns.target(runner, name)::layers, events)) {
      Path own = Path.of(System.getProperty(PROPERTY));
      run.jibKnows();
      ImageInProgress progress = imported(cache, run, layers, events);
      push(name, layers, own, runner);
      progress.keepLayers();
      ImageInProgress.Built built = progress.built(runner);
      cache.export(built.image());
      List<Digest> digests = new ArrayList<>();
      built.image().layers().forEach(layer -> digests.add(layer.blob().digest()));
      return new Built(built, digests, usual);
    }
  }

  private ImageInProgress imported(
      LayerCache cache, LazyRun run, List<FileEntriesLayer> layers, CacheEvents events)
      throws IOException {
    JibLayerCache jibCache = JibLayerCache.in(run.directory());
    SessionTars tars = new SessionTars();
    List<PlannedLayer> planned = new ArrayList<>();
    for (FileEntriesLayer layer : layers) {
      planned.add(new PlannedLayer(layer.getName(), ImmutableList.copyOf(layer.getEntries())));
    }
    LayerImport imports =
        new LayerImport(
            IMAGE,
            cache,
            jibCache,
            tars,
            new SmallLayers(jibCache, tars),
            Optional.of(run),
            events);
    List<ImportedLayer> imported;
    try (LayerImport.Begun begun = imports.begin(planned)) {
      imported = begun.await();
    }
    return new ImageInProgress(
        IMAGE,
        cache,
        jibCache,
        imported,
        ImageRun.noBase(ContainerBuildPlan.builder().build(), cache, events),
        Comparison.NONE,
        Span.since(Instant.now()),
        Optional.of(run));
  }

  private static void push(String name, List<FileEntriesLayer> layers, Path own, Path runner)
      throws Exception {
    Jib.fromScratch()
        .setFileEntriesLayers(layers)
        .containerize(
            Containerizer.to(RegistryImage.named(name))
                .setAllowInsecureRegistries(true)
                .setApplicationLayersCache(own)
                .setBaseImageLayersCache(runner.resolve("base")));
  }

  /** Where a machine has Jib's cache of application layers. */
  static JibCacheDirectory usual(Path runner) {
    return new JibCacheDirectory(runner.resolve("target/jib-cache"));
  }

  private LayerCache cache(Path runner, CacheEvents events) {
    CacheDescription description =
        new CacheDescription(
            new DirectoryLocation(store()),
            Layout.DEFAULT,
            List.of(new ManifestName("main")),
            CacheMode.MIN,
            false);
    return new LayerCache(
        new CacheSettings(List.of(description), List.of(description), false),
        location -> new DirectoryBlobStore(new DirectoryLocation(store())),
        runner.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        events);
  }

  /** The cache. */
  Path store() {
    return folder.resolve("store");
  }

  /** A layer of one file, whose content is always the same. */
  FileEntriesLayer layer(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Files.writeString(file, ("the content of " + name).repeat(1000));
    }
    return FileEntriesLayer.builder()
        .setName(name)
        .addEntry(
            new FileEntry(
                file,
                AbsoluteUnixPath.get("/app/" + name),
                FileEntriesLayer.DEFAULT_FILE_PERMISSIONS_PROVIDER.get(
                    file, AbsoluteUnixPath.get("/app/" + name)),
                Instant.EPOCH))
        .build();
  }
}
