package io.github.azblobcache.jib.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jib's own code is the judge: what it builds of the same files, and what it finds in its cache.
 */
class SmallLayersTest {

  @TempDir private Path folder;

  private final SessionTars tars = new SessionTars();

  @Test
  void isByteForByteTheLayerThatJibBuilds() throws Exception {
    PlannedLayer layer = layer(50, 4_000);
    CachedLayer byJib =
        Cache.withDirectory(folder.resolve("other-runner"))
            .writeUncompressedLayer(
                new ReproducibleLayerBuilder(layer.files()).build(), layer.files());

    LayerFile built = build(layer, tars.of(layer.files())).orElseThrow();

    CachedLayer found =
        Cache.withDirectory(folder.resolve("jib-cache")).retrieve(layer.files()).orElseThrow();
    assertEquals(byJib.getDigest(), found.getDigest());
    assertEquals(byJib.getDiffId(), found.getDiffId());
    assertEquals(byJib.getSize(), found.getSize());
    assertEquals(byJib.getDigest().getHash(), built.blob().digest().hex());
    assertEquals(tars.of(layer.files()).diffId(), built.diffId());
    assertEquals(byJib.getSize(), Files.size(built.file()));
  }

  @Test
  void leavesNothingInJibsTemporaryFolder() throws IOException {
    PlannedLayer layer = layer(1, 10);
    build(layer, tars.of(layer.files()));
    try (Stream<Path> left = Files.list(folder.resolve("jib-cache").resolve("tmp"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void leavesALargerOneToJib() throws IOException {
    PlannedLayer layer = layer(2, 600_000);
    assertEquals(Optional.empty(), build(layer, tars.of(layer.files())));
    assertEquals(Optional.empty(), cache().layerAt(selector(layer)));
  }

  @Test
  void leavesToJibWhatHasChangedMeanwhile() throws IOException {
    PlannedLayer layer = layer(1, 10);
    LayerTar before = tars.of(layer.files());
    Files.writeString(layer.files().get(0).getSourceFile(), "0123456789");
    assertEquals(Optional.empty(), build(layer, before));
    assertEquals(Optional.empty(), cache().layerAt(selector(layer)));
  }

  private Optional<LayerFile> build(PlannedLayer layer, LayerTar tar) throws IOException {
    return new SmallLayers(cache(), tars).build(layer, Optional.of(tar), selector(layer));
  }

  private Selector selector(PlannedLayer layer) throws IOException {
    return cache().selectorOf(layer.files());
  }

  private JibLayerCache cache() throws IOException {
    return JibLayerCache.in(new JibCacheDirectory(folder.resolve("jib-cache")));
  }

  private PlannedLayer layer(int files, int sizeBytes) throws IOException {
    Random random = new Random(files);
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder();
    for (int i = 0; i < files; i++) {
      byte[] bytes = new byte[sizeBytes];
      random.nextBytes(bytes);
      Path file = Files.write(folder.resolve("Class" + i + ".class"), bytes);
      layer.addEntry(file, AbsoluteUnixPath.get("/app/classes/" + file.getFileName()));
    }
    return new PlannedLayer("classes", ImmutableList.copyOf(layer.build().getEntries()));
  }
}
