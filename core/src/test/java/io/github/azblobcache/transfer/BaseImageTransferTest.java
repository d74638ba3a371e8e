package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a base image needs of a cache that an application's layers do not. */
class BaseImageTransferTest {

  private static final String BASE = "base image app@sha256:1 linux/amd64";

  @TempDir private Path folder;
  private final MemoryBlobStore store = new MemoryBlobStore(Clock.systemUTC());
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<LayerCache> opened = new ArrayList<>();

  @AfterEach
  void closesWhatItOpens() {
    opened.forEach(LayerCache::close);
    store.checkNothingOpen();
  }

  @Test
  void goesToTheCachesAloneThatWantIt() throws IOException {
    LayerCache cache = cache(described(CacheMode.MIN, "min"), described(CacheMode.MAX, "max"));
    cache.baseImages().export(new BuiltImage(BASE, List.of(layer(1))));

    assertTrue(cache.baseImages().exports());
    assertEquals(List.of("blobs/" + layer(1).blob().digest(), "manifests/max"), keys());
    assertFalse(cache(described(CacheMode.MIN, "min")).baseImages().exports());
  }

  @Test
  void aDocumentIsFetchedAsItIs() throws IOException {
    LayerFile document = document("{\"schemaVersion\": 2}");
    export(document, layer(1));

    assertEquals(
        Optional.of("{\"schemaVersion\": 2}"),
        read(cache(described(CacheMode.MAX, "max")), document));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aDocumentWithOtherBytesIsNotUsedAndMended() throws IOException {
    LayerFile document = document("{\"schemaVersion\": 2}");
    export(document);
    overwrite(document, "{\"schemaVersion\": 1}");

    LayerCache cache = cache(described(CacheMode.MAX, "max"));
    assertEquals(Optional.empty(), read(cache, document));
    cache.reportDamage();
    assertEquals(1, warnings.size());

    cache.baseImages().export(new BuiltImage(BASE, List.of(document)));
    assertEquals(
        Optional.of("{\"schemaVersion\": 2}"),
        read(cache(described(CacheMode.MAX, "max")), document));
  }

  @Test
  void aBlobIsFoundThatNoManifestHereNames() throws IOException {
    LayerFile layer = layer(1);
    store.putIfAbsent(Layout.DEFAULT.blob(layer.blob().digest()), layer.file());

    FetchedLayer fetched =
        cache(described(CacheMode.MAX, "one", "two"))
            .baseImages()
            .fetch(BASE, wanted(layer), WaitPolicy.NO_ALTERNATIVE)
            .orElseThrow();

    assertEquals(-1, Files.mismatch(layer.file(), fetched.file()));
  }

  @Test
  void aBlobThatNobodyHasIsAMissAndNoTrouble() throws IOException {
    export(layer(1));
    LayerCache cache = cache(described(CacheMode.MAX, "max"));
    assertEquals(
        Optional.empty(),
        cache.baseImages().fetch(BASE, wanted(layer(2)), WaitPolicy.NO_ALTERNATIVE));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aBlobOfAnotherSizeIsNotUsed() throws IOException {
    LayerFile layer = layer(1);
    export(layer);
    Descriptor blob = layer.blob();
    CacheLayer lie =
        new CacheLayer(
            new Descriptor(blob.mediaType(), blob.digest(), blob.sizeBytes() + 1),
            layer.diffId(),
            CacheLayer.NO_PARENT,
            Optional.empty());

    LayerCache cache = cache(described(CacheMode.MAX, "max"));
    assertEquals(Optional.empty(), cache.baseImages().fetch(BASE, lie, WaitPolicy.NO_ALTERNATIVE));
    assertTrue(
        cache.baseImages().fetch(BASE, wanted(layer), WaitPolicy.NO_ALTERNATIVE).isPresent());
  }

  @Test
  void aLayerInZstdIsFoundByItsDigestAndNeverByItsDiffId() throws IOException {
    RandomLayer zstd = RandomLayer.writeZstd(folder.resolve("layers"), 1, 3000);
    LayerFile layer = file(zstd, MediaTypes.OCI_LAYER_GZIP);
    export(layer);
    LayerCache cache = cache(described(CacheMode.MAX, "max"));

    assertEquals(Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    FetchedLayer fetched =
        cache.baseImages().fetch(BASE, wanted(layer), WaitPolicy.NO_ALTERNATIVE).orElseThrow();
    assertFalse(fetched.isDiffIdChecked());
    assertEquals(List.of(), warnings);

    // In gzip it has the same diffID.
    LayerFile gzip = layer(1);
    export(layer, gzip);
    assertEquals(
        gzip.blob().digest(),
        cache(described(CacheMode.MAX, "max"))
            .fetch(gzip.diffId(), WaitPolicy.NO_ALTERNATIVE)
            .orElseThrow()
            .blob()
            .digest());
  }

  @Test
  void whatIsCalledGzipAndIsZstdGetsItsNameFromTheNextExport() throws IOException {
    RandomLayer zstd = RandomLayer.writeZstd(folder.resolve("layers"), 1, 3000);
    export(file(zstd, MediaTypes.OCI_LAYER_GZIP));
    BlobStat before = store.stat(key(zstd)).orElseThrow();
    export(file(zstd, MediaTypes.OCI_LAYER_ZSTD));

    assertEquals(
        List.of(MediaTypes.OCI_LAYER_ZSTD),
        cache(described(CacheMode.MAX, "max")).newestBuild(BASE).stream()
            .map(layer -> layer.blob().mediaType())
            .toList());
    assertEquals(before, store.stat(key(zstd)).orElseThrow());
  }

  private static BlobKey key(RandomLayer layer) {
    return Layout.DEFAULT.blob(Digest.parse(layer.digest()));
  }

  private void export(LayerFile... blobs) throws IOException {
    cache(described(CacheMode.MAX, "max"))
        .baseImages()
        .export(new BuiltImage(BASE, List.of(blobs)));
  }

  private static Optional<String> read(LayerCache cache, LayerFile blob) throws IOException {
    Optional<FetchedLayer> fetched =
        cache.baseImages().fetch(BASE, wanted(blob), WaitPolicy.NO_ALTERNATIVE);
    return fetched.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readString(fetched.get().file()));
  }

  private static CacheLayer wanted(LayerFile blob) {
    return new CacheLayer(blob.blob(), blob.diffId(), CacheLayer.NO_PARENT, Optional.empty());
  }

  private LayerCache cache(CacheDescription... caches) {
    LayerCache cache =
        new LayerCache(
            new CacheSettings(List.of(caches), List.of(caches), false),
            location -> store,
            folder.resolve("staging"),
            CacheTimeouts.DEFAULT,
            CacheEvents.to(warnings::add, detail -> {}));
    opened.add(cache);
    return cache;
  }

  private static CacheDescription described(CacheMode mode, String... names) {
    return new CacheDescription(
        new DirectoryLocation(Path.of("unused")),
        Layout.DEFAULT,
        Stream.of(names).map(ManifestName::new).toList(),
        mode,
        false);
  }

  private LayerFile layer(int seed) throws IOException {
    return file(RandomLayer.write(folder.resolve("layers"), seed, 3000), MediaTypes.OCI_LAYER_GZIP);
  }

  private static LayerFile file(RandomLayer layer, String mediaType) {
    return new LayerFile(
        new Descriptor(mediaType, Digest.parse(layer.digest()), layer.sizeBytes()),
        DiffId.parse(layer.diffId()),
        layer.file());
  }

  private LayerFile document(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("document.json"), json);
    Digest digest = Digest.of(Files.readAllBytes(file));
    return new LayerFile(
        new Descriptor("application/json", digest, Files.size(file)), new DiffId(digest), file);
  }

  private void overwrite(LayerFile blob, String text) throws IOException {
    BlobKey key = Layout.DEFAULT.blob(blob.blob().digest());
    BlobStat seen = store.stat(key).orElseThrow();
    assertTrue(store.deleteIfUnchanged(seen));
    store.replaceIfUnchanged(key, Optional.empty(), text.getBytes());
  }

  private List<String> keys() throws IOException {
    try (Stream<BlobStat> blobs = store.list("")) {
      return blobs.map(blob -> blob.key().path()).toList();
    }
  }
}
