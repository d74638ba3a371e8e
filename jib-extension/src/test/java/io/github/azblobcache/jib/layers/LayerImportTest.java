package io.github.azblobcache.jib.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.jib.gzip.Deflaters;
import io.github.azblobcache.jib.gzip.GzipHeader;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Layers that Jib has built elsewhere come into Jib's cache. */
@Timeout(120)
class LayerImportTest {

  private static final String IMAGE = "com.example:app";

  @TempDir private Path folder;
  private final MemoryBlobStore store = new MemoryBlobStore(Clock.systemUTC());
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void whatAnotherRunnerHasBuiltComesFromTheCache() throws Exception {
    export(layer("one", Instant.EPOCH), layer("two", Instant.EPOCH));
    assertEquals(
        List.of(LayerSource.CACHE, LayerSource.CACHE),
        imported(layer("one", Instant.EPOCH), layer("two", Instant.EPOCH)));
    assertEquals(List.of(), warnings);
  }

  @Test
  void anUnexpectedFailureWithOneLayerLosesNoOther() throws Exception {
    export(layer("one", Instant.EPOCH), layer("two", Instant.EPOCH));
    // No tar has this time, nor has a number of milliseconds.
    PlannedLayer impossible = layer("three", Instant.MAX);
    assertEquals(
        List.of(LayerSource.CACHE, LayerSource.BUILT, LayerSource.CACHE),
        imported(layer("one", Instant.EPOCH), impossible, layer("two", Instant.EPOCH)));
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("The layer 'three' can't be imported"), warnings.get(0));
  }

  @Test
  void aLayerThatIsCompressedInAnotherWayIsBuilt() throws Exception {
    PlannedLayer layer = layer("one", Instant.EPOCH);
    export(layer);
    ImportedLayer built = imported(this::parallel, layer).get(0);
    assertEquals(LayerSource.BUILT, built.source());
    assertTrue(GzipHeader.isOf(built.file().orElseThrow().file()));

    // The newest build of a layer is the one that is looked at.
    try (LayerCache cache = cache()) {
      cache.export(new BuiltImage(IMAGE, List.of(built.file().orElseThrow())));
    }
    ImportedLayer fetched = imported(this::parallel, layer).get(0);
    assertEquals(LayerSource.CACHE, fetched.source());
    assertEquals(built.file().orElseThrow().blob(), fetched.file().orElseThrow().blob());
    ImportedLayer jibs = imported(this::small, layer).get(0);
    assertEquals(LayerSource.BUILT, jibs.source());
    assertFalse(GzipHeader.isOf(jibs.file().orElseThrow().file()));
    assertEquals(List.of(), warnings);
  }

  @Test
  void withoutAnythingInTheCacheTheBytesAreTheSame() throws Exception {
    PlannedLayer layer = layer("one", Instant.EPOCH);
    ImportedLayer first = imported(this::parallel, layer).get(0);
    export(layer);
    ImportedLayer second = imported(this::parallel, layer).get(0);
    assertEquals(first.file().orElseThrow().blob(), second.file().orElseThrow().blob());
  }

  private LayerBuilder small(JibLayerCache jibCache, SessionTars tars) {
    return new SmallLayers(jibCache, tars);
  }

  private LayerBuilder parallel(JibLayerCache jibCache, SessionTars tars) {
    return new ParallelLayers(jibCache, tars, new Deflaters());
  }

  private List<LayerSource> imported(PlannedLayer... layers) throws IOException {
    List<LayerSource> sources = new ArrayList<>();
    for (ImportedLayer layer : imported(this::small, layers)) {
      sources.add(layer.source());
    }
    return sources;
  }

  private List<ImportedLayer> imported(
      BiFunction<JibLayerCache, SessionTars, LayerBuilder> builder, PlannedLayer... layers)
      throws IOException {
    JibLayerCache jibCache =
        JibLayerCache.in(new JibCacheDirectory(Files.createTempDirectory(folder, "runner")));
    SessionTars tars = new SessionTars();
    try (LayerCache cache = cache()) {
      LayerImport layerImport =
          new LayerImport(
              IMAGE,
              cache,
              jibCache,
              tars,
              builder.apply(jibCache, tars),
              Optional.empty(),
              CacheEvents.to(warnings::add, detail -> {}));
      try (LayerImport.Begun begun = layerImport.begin(List.of(layers))) {
        return begun.await();
      }
    }
  }

  private void export(PlannedLayer... layers) throws Exception {
    Path elsewhere = Files.createTempDirectory(folder, "other-runner");
    List<LayerFile> built = new ArrayList<>();
    for (PlannedLayer layer : layers) {
      built.add(built(elsewhere, layer));
    }
    try (LayerCache cache = cache()) {
      cache.export(new BuiltImage(IMAGE, built));
    }
  }

  private static LayerFile built(Path jibCache, PlannedLayer layer) throws Exception {
    CachedLayer built =
        Cache.withDirectory(jibCache)
            .writeUncompressedLayer(
                new ReproducibleLayerBuilder(layer.files()).build(), layer.files());
    String digest = built.getDigest().getHash();
    String diffId = built.getDiffId().getHash();
    return new LayerFile(
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, new Digest(digest), built.getSize()),
        new DiffId(new Digest(diffId)),
        jibCache.resolve("layers").resolve(digest).resolve(diffId));
  }

  private PlannedLayer layer(String name, Instant modified) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "the content of " + name);
    AbsoluteUnixPath inImage = AbsoluteUnixPath.get("/app/" + name);
    FileEntriesLayer.Builder layer =
        FileEntriesLayer.builder()
            .addEntry(
                new FileEntry(file, inImage, FilePermissions.fromOctalString("644"), modified));
    return new PlannedLayer(name, ImmutableList.copyOf(layer.build().getEntries()));
  }

  private LayerCache cache() {
    CacheDescription description =
        new CacheDescription(
            new DirectoryLocation(Path.of("unused")),
            Layout.DEFAULT,
            List.of(new ManifestName("main")),
            CacheMode.MIN,
            false);
    return new LayerCache(
        new CacheSettings(List.of(description), List.of(description), false),
        location -> store,
        folder.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        CacheEvents.to(warnings::add, detail -> {}));
  }
}
