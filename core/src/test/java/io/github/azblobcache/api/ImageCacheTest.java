package io.github.azblobcache.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may do wrong. */
class ImageCacheTest {

  private static final String IMAGE = "com.acme:shop";

  @TempDir private Path folder;
  private LayerFile layer;

  @BeforeEach
  void writeLayer() throws IOException {
    layer = layer(1);
  }

  private LayerFile layer(int seed) throws IOException {
    RandomLayer random = RandomLayer.write(folder.resolve(seed + ".tar.gz"), seed, 1000);
    return new LayerFile(
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
            throw new AssertionError("the listener's own");
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

  @Test
  void refusesWhatNoImportWouldFind() throws IOException {
    LayerFile zstd =
        new LayerFile(
            new Descriptor(MediaTypes.OCI_LAYER_ZSTD, layer.blob().digest(), 1000),
            layer.diffId(),
            layer.file());
    try (ImageCache cache = cache().open()) {
      assertEquals(
          "The layer "
              + layer.blob().digest()
              + " has the media type 'application/vnd.oci.image.layer.v1.tar+zstd', and only gzip"
              + " layers are found again. Compress it with gzip, and name it"
              + " application/vnd.oci.image.layer.v1.tar+gzip.",
          refusal(() -> cache.export(IMAGE, List.of(layer, zstd))));
      for (String blank : new String[] {"", " ", null}) {
        String message = "The image has no name. Give it one, for instance com.acme:shop.";
        assertEquals(message, refusal(() -> cache.export(blank, List.of(layer))));
        assertEquals(message, refusal(() -> cache.newestBuild(blank)));
        assertEquals(message, refusal(() -> cache.prefetch(blank)));
      }
    }
    assertFalse(Files.exists(folder.resolve("store")));
  }

  private static String refusal(Executable use) {
    return assertThrows(IllegalArgumentException.class, use).getMessage();
  }

  @Test
  void refusesDescriptionsThatAreNone() {
    assertEquals(
        "importFrom: null. Leave it out if there is none.",
        assertThrows(NullPointerException.class, () -> cache().importFrom(null)).getMessage());
    assertEquals(
        "importFrom: is empty. Write"
            + " type=azblob,account_url=https://<account>.blob.core.windows.net,name=<name>, or"
            + " leave it out.",
        refusal(() -> cache().importFrom(" ").open()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",ignore-error=true"})
  void anExportEndsWhenTheCacheIsClosed(String ignored) throws Exception {
    CountDownLatch busy = new CountDownLatch(8);
    CountDownLatch closed = new CountDownLatch(1);
    CacheListener slow =
        new CacheListener() {
          @Override
          public void detail(String message) {
            if (message.startsWith("Uploaded ")) {
              busy.countDown();
              awaitUninterruptibly(closed);
            }
          }
        };
    List<LayerFile> layers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      layers.add(layer(i + 2));
    }
    ImageCache cache =
        cache()
            .exportTo("type=local,dest=" + folder.resolve("store") + ignored)
            .listener(slow)
            .open();
    FutureTask<ExportSummary> export = new FutureTask<>(() -> cache.export(IMAGE, layers));
    new Thread(export).start();

    assertTrue(busy.await(60, TimeUnit.SECONDS));
    cache.close();
    closed.countDown();

    Throwable failure =
        assertThrows(ExecutionException.class, () -> export.get(60, TimeUnit.SECONDS)).getCause();
    assertEquals(
        "The cache was closed while it exported the layers of com.acme:shop.",
        assertInstanceOf(IllegalStateException.class, failure).getMessage());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // The listener of a caller that takes no notice
      }
    }
  }
}
