package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storage service that breaks the first answer for each blob off costs a build nothing. */
@Timeout(120)
class BrokenBodiesTest {

  private static final int LAYERS = 30;

  @TempDir private Path folder;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void everyLayerStillComesFromTheCache() throws IOException {
    MemoryBlobStore blobs = new MemoryBlobStore(Clock.systemUTC());
    List<LayerFile> layers = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < LAYERS; i++) {
      layers.add(layer(i));
      bytes += layers.get(i).blob().sizeBytes();
    }
    try (LayerCache cache = cache(blobs)) {
      cache.export(new BuiltImage("com.example:app", layers));
    }
    Set<BlobKey> cut = ConcurrentHashMap.newKeySet();
    CuttingServer.Cut firstInItsMiddle =
        (key, length) -> key.path().startsWith("blobs/") && cut.add(key) ? length / 2 : length;
    try (CuttingServer server = new CuttingServer(key -> bytes(blobs, key), firstInItsMiddle);
        AzureBlobStore store = server.store();
        LayerCache cache = cache(store)) {
      cache.prefetch("com.example:app", known -> false);
      for (LayerFile layer : layers) {
        assertTrue(cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
      }
      cache.reportDamage();
      assertEquals(List.of(), warnings);
      assertEquals(LAYERS, cut.size());
      assertEquals(bytes, server.sentBytes(), "each byte is sent once");
    }
  }

  private LayerFile layer(int seed) throws IOException {
    RandomLayer layer = RandomLayer.write(folder.resolve("layers"), seed, 20_000);
    return new LayerFile(
        new Descriptor(
            MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
        DiffId.parse(layer.diffId()),
        layer.file());
  }

  private LayerCache cache(BlobStore store) {
    AzureLocation location =
        new AzureLocation(
            URI.create("http://unused"), "acct", "layers", new AzureCredential.AccountKey("AAAA"));
    CacheDescription description =
        new CacheDescription(
            location, Layout.DEFAULT, List.of(new ManifestName("main")), CacheMode.MIN, false);
    return new LayerCache(
        new CacheSettings(List.of(description), List.of(description), false),
        any -> store,
        folder.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        CacheEvents.to(warnings::add, detail -> {}));
  }

  private static byte[] bytes(BlobStore blobs, BlobKey key) {
    try (BlobContent content = blobs.open(key, ByteRange.ALL).orElseThrow()) {
      return content.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
