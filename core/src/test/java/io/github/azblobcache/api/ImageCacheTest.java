package io.github.azblobcache.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller may do wrong. */
class ImageCacheTest {

  private static final String IMAGE = "com.acme:shop";

  @TempDir private Path folder;
  private LayerFile layer;

  @BeforeEach
  void writeLayer() throws IOException {
    RandomLayer random = RandomLayer.write(folder.resolve("layer.tar.gz"), 1, 1000);
    layer =
        new LayerFile(
            new Descriptor(
                MediaTypes.OCI_LAYER_GZIP, Digest.parse(random.digest()), random.sizeBytes()),
            DiffId.parse(random.diffId()),
            random.file());
  }

  private ImageCacheBuilder cache() {
    return ImageCache.builder()
        .directory(folder.resolve("fetched"))
        .environment(name -> null)
        .importFrom("type=local,src=" + folder.resolve("store"))
        .exportTo("type=local,dest=" + folder.resolve("store"));
  }

  @Test
  void losesNothingForAListenerThatThrows() throws IOException {
    AtomicInteger heard = new AtomicInteger();
    CacheListener throwing =
        new CacheListener() {
          @Override
          public void warning(String message) {
            detail(message);
          }

          @Override
          public void detail(String message) {
            heard.incrementAndGet();
            throw new IllegalStateException("the listener's own");
          }
        };
    try (ImageCache cache = cache().listener(throwing).open()) {
      assertEquals(1, cache.export(IMAGE, List.of(layer)).uploadedLayers());
    }
    try (ImageCache cache = cache().listener(throwing).open()) {
      assertEquals(List.of(layer.diffId()), cache.newestBuild(IMAGE));
      assertTrue(cache.fetch(layer.diffId()).isPresent());
    }
    assertTrue(heard.get() > 0);
  }

  @Test
  void saysThatItWasClosed() {
    ImageCache cache = cache().open();
    cache.close();
    cache.close();
    for (Runnable use :
        List.<Runnable>of(
            () -> cache.prefetch(IMAGE),
            () -> cache.fetch(layer.diffId()),
            () -> cache.newestBuild(IMAGE))) {
      assertEquals(
          "The cache was closed. Open another one.",
          assertThrows(IllegalStateException.class, use::run).getMessage());
    }
    assertThrows(IllegalStateException.class, () -> cache.export(IMAGE, List.of(layer)));
  }
}
