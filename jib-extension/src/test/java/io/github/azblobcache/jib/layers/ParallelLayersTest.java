package io.github.azblobcache.jib.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.jib.gzip.Deflaters;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Digest;
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

/** Jib finds what was built, and it is the tar that Jib would have made. */
class ParallelLayersTest {

  @TempDir private Path folder;

  private final SessionTars tars = new SessionTars();

  @Test
  void jibFindsTheLayerAndItsTarIsJibs() throws Exception {
    PlannedLayer layer = layer(5, 700_000);
    CachedLayer byJib =
        Cache.withDirectory(folder.resolve("other-runner"))
            .writeUncompressedLayer(
                new ReproducibleLayerBuilder(layer.files()).build(), layer.files());

    LayerFile built = build(layer, Optional.of(tars.of(layer.files()))).orElseThrow();

    CachedLayer found =
        Cache.withDirectory(folder.resolve("jib-cache")).retrieve(layer.files()).orElseThrow();
    assertEquals(byJib.getDiffId(), found.getDiffId());
    assertNotEquals(byJib.getDigest(), found.getDigest());
    assertEquals(found.getDigest().getHash(), built.blob().digest().hex());
    assertEquals(Digest.of(Files.readAllBytes(built.file())), built.blob().digest());
    assertEquals(Files.size(built.file()), built.blob().sizeBytes());
    assertTrue(builder().compressesLike(built.file()));
  }

  @Test
  void aLayerThatWasNotReadBeforeIsTheSame() throws IOException {
    PlannedLayer layer = layer(3, 700_000);
    LayerFile unread = build(layer, Optional.empty()).orElseThrow();
    assertEquals(tars.of(layer.files()).diffId(), unread.diffId());
    assertEquals(unread.blob(), build(layer, Optional.empty()).orElseThrow().blob());
  }

  @Test
  void leavesToJibWhatHasChangedMeanwhile() throws IOException {
    PlannedLayer layer = layer(1, 10);
    LayerTar before = tars.of(layer.files());
    Files.writeString(layer.files().get(0).getSourceFile(), "0123456789");
    assertEquals(Optional.empty(), build(layer, Optional.of(before)));
    assertEquals(Optional.empty(), cache().layerAt(selector(layer)));
  }

  @Test
  void leavesNothingInJibsTemporaryFolder() throws IOException {
    PlannedLayer layer = layer(1, 10);
    build(layer, Optional.empty());
    try (Stream<Path> left = Files.list(folder.resolve("jib-cache").resolve("tmp"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  private Optional<LayerFile> build(PlannedLayer layer, Optional<LayerTar> tar) throws IOException {
    return builder().build(layer, tar, selector(layer));
  }

  private LayerBuilder builder() throws IOException {
    return new ParallelLayers(cache(), tars, new Deflaters());
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
      Path file = Files.write(folder.resolve("library" + i + ".jar"), bytes);
      layer.addEntry(file, AbsoluteUnixPath.get("/app/libs/" + file.getFileName()));
    }
    return new PlannedLayer("dependencies", ImmutableList.copyOf(layer.build().getEntries()));
  }
}
