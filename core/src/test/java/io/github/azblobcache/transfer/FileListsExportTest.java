package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.inventory.StoredManifest;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.TickingClock;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files the layers had goes with an image, and is no layer of it. */
class FileListsExportTest {

  private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");
  private static final String SHOP = "com.acme:shop";
  private static final ManifestName MAIN = new ManifestName("main");

  private final TickingClock clock = new TickingClock(START);
  private final MemoryBlobStore store = new MemoryBlobStore(clock);
  private @TempDir Path temp;

  @Test
  void thoseOfTheNewestBuildAreFetched() throws IOException {
    export(image(1, 11));
    clock.advance(Duration.ofMinutes(1));
    export(image(2, 12));

    assertEquals(Optional.of(lists(12).blob()), fetched(SHOP));
    assertEquals(Optional.empty(), fetched("com.acme:other"));
  }

  @Test
  void theyAreNotCountedAmongTheLayers() throws IOException {
    LayerFile layer = layer(1);

    assertEquals(
        new ExportReport(1, layer.blob().sizeBytes(), 0),
        export(new BuiltImage(SHOP, List.of(layer), Optional.of(lists(11)))));
  }

  @Test
  void theyAreNeverTakenForALayer() throws IOException {
    export(image(1, 11));

    try (LayerCache cache = open()) {
      assertEquals(Optional.empty(), cache.fetch(lists(11).diffId(), WaitPolicy.NO_ALTERNATIVE));
    }
  }

  @Test
  void thoseThatAreDamagedAreAMiss() throws IOException {
    export(image(1, 11));
    BlobKey key = Layout.DEFAULT.blob(lists(11).blob().digest());
    store.deleteIfUnchanged(store.stat(key).orElseThrow());
    store.putIfAbsent(key, Files.write(temp.resolve("damaged"), new byte[10]));

    assertEquals(Optional.empty(), fetched(SHOP));
  }

  @Test
  void theyStayAsLongAsTheirImageIsBuilt() throws IOException {
    export(image(1, 11));
    BuiltImage again = new BuiltImage(SHOP, List.of(layer(1)));

    clock.advance(Duration.ofHours(11));
    export(again);
    assertEquals(List.of(START, START), dates());

    clock.advance(Duration.ofHours(2));
    export(again);
    assertEquals(List.of(clock.instant(), clock.instant()), dates());
  }

  private List<Instant> dates() throws IOException {
    StoredManifest manifest =
        StoredManifest.load(store, Layout.DEFAULT.manifest(MAIN.value()), MAIN).orElseThrow();
    return List.of(
        manifest.config().newestBuildTime(SHOP).orElseThrow(),
        manifest.config().newestBuildTime(FileListsName.of(SHOP)).orElseThrow());
  }

  private Optional<Descriptor> fetched(String image) {
    try (LayerCache cache = open()) {
      return cache.fetchFiles(image, WaitPolicy.NO_ALTERNATIVE).map(FetchedLayer::blob);
    }
  }

  private ExportReport export(BuiltImage image) throws IOException {
    try (LayerCache cache = open()) {
      return cache.export(image);
    }
  }

  private LayerCache open() {
    CacheDescription cache =
        new CacheDescription(
            new DirectoryLocation(temp), Layout.DEFAULT, List.of(MAIN), CacheMode.MIN, false);
    return new LayerCache(
        new CacheSettings(List.of(cache), List.of(cache), false),
        location -> store,
        temp.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        CacheEvents.NONE);
  }

  private BuiltImage image(int layer, int lists) throws IOException {
    return new BuiltImage(SHOP, List.of(layer(layer)), Optional.of(lists(lists)));
  }

  private LayerFile layer(int seed) throws IOException {
    return blob(seed, MediaTypes.DOCKER_LAYER_GZIP);
  }

  private LayerFile lists(int seed) throws IOException {
    return blob(seed, MediaTypes.FILE_LISTS);
  }

  private LayerFile blob(int seed, String mediaType) throws IOException {
    RandomLayer bytes = RandomLayer.write(temp.resolve("blobs"), seed, 3000);
    return new LayerFile(
        new Descriptor(mediaType, Digest.parse(bytes.digest()), bytes.sizeBytes()),
        DiffId.parse(bytes.diffId()),
        bytes.file());
  }
}
