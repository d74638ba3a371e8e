package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.json.CacheConfigJson;
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
import io.github.azblobcache.store.FaultyBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.export.GracePeriod;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCacheTest {

  private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");
  private static final DirectoryLocation LOCATION = new DirectoryLocation(Path.of("unused"));
  private static final Layout LAYOUT = Layout.DEFAULT;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private final MemoryBlobStore store = new MemoryBlobStore(clock);
  private final FaultyBlobStore faulty = new FaultyBlobStore(store);
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<LayerCache> opened = new ArrayList<>();

  @AfterEach
  void closesWhatItOpens() {
    opened.forEach(LayerCache::close);
    store.checkNothingOpen();
  }

  @Test
  void whatOneBuildExportsTheNextOneFetches() throws IOException {
    LayerFile layer = layer(1);
    ExportReport report = cache("main").export(image(layer));

    FetchedLayer fetched =
        cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).orElseThrow();

    assertEquals(new ExportReport(1, layer.blob().sizeBytes(), 0), report);
    assertEquals(layer.blob().digest(), fetched.blob().digest());
    assertEquals(-1, Files.mismatch(layer.file(), fetched.file()));
    assertEquals(List.of(), warnings);
  }

  @Test
  void standsInTheStoreAsBuildKitHasIt() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));

    assertEquals(List.of("blobs/" + layer.blob().digest(), "manifests/main"), keys());
  }

  @Test
  void exportingAgainWritesNothing() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    List<BlobStat> before = blobs();

    clock.advance(Duration.ofMinutes(1));
    ExportReport again = cache("main").export(image(layer));

    assertEquals(ExportReport.NOTHING, again);
    assertEquals(before, blobs());
  }

  @Test
  void anEmptyCacheIsAMissAndNoTrouble() throws IOException {
    LayerCache cache = cache("main");

    assertFalse(cache.hasLayers());
    assertEquals(Optional.empty(), cache.fetch(layer(1).diffId(), WaitPolicy.NO_ALTERNATIVE));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aDamagedBlobIsNotAdmittedAndMendedByTheNextExport() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    byte[] bytes = Files.readAllBytes(layer.file());
    bytes[bytes.length / 2] ^= 1;
    overwrite(LAYOUT.blob(layer.blob().digest()), bytes);

    LayerCache cache = cache("main");
    assertEquals(Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    cache.reportDamage();
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("is damaged in the cache"), warnings.get(0));

    assertEquals(1, cache.export(image(layer)).uploadedLayers());
    assertTrue(cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
  }

  @Test
  void damageIsOneWarningWithACount() throws IOException {
    LayerFile[] layers = {layer(1), layer(2), layer(3)};
    cache("main").export(image(layers));
    for (LayerFile layer : layers) {
      overwrite(LAYOUT.blob(layer.blob().digest()), new byte[3]);
    }

    LayerCache cache = cache("main");
    for (LayerFile layer : layers) {
      cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE);
    }
    assertEquals(List.of(), warnings);
    cache.close();
    assertEquals(
        List.of(
            LOCATION
                + "/manifests/main: The layer "
                + layers[0].blob().digest()
                + " is damaged in the cache: expected "
                + layers[0].blob().sizeBytes()
                + " bytes, got 3 bytes with the digest "
                + Digest.of(new byte[3])
                + ". 2 more; run with -X to list them. Such layers count as missing, and the next"
                + " export writes them anew."),
        warnings);
  }

  @Test
  void aBlobCutAnywhereIsNotAdmitted() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    byte[] bytes = Files.readAllBytes(layer.file());
    for (int length = 0; length < bytes.length; length += 37) {
      overwrite(LAYOUT.blob(layer.blob().digest()), Arrays.copyOf(bytes, length));
      assertEquals(
          Optional.empty(),
          cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE),
          "cut at " + length);
    }
    assertNoFilesBesideFinalNames();
  }

  @Test
  void aBlobThatIsTooLongIsNotAdmitted() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    byte[] bytes = Files.readAllBytes(layer.file());
    overwrite(LAYOUT.blob(layer.blob().digest()), Arrays.copyOf(bytes, bytes.length + 1));

    assertEquals(Optional.empty(), cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
  }

  @Test
  void anotherLayersBytesAreNotAdmitted() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    overwrite(LAYOUT.blob(layer.blob().digest()), Files.readAllBytes(layer(2).file()));

    assertEquals(Optional.empty(), cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
  }

  @Test
  void aManifestThatLiesOfADiffIdIsNotBelieved() throws IOException {
    LayerFile layer = layer(1);
    LayerFile other = layer(2);
    cache("main").export(image(other));
    CacheLayer lie =
        new CacheLayer(other.blob(), layer.diffId(), CacheLayer.NO_PARENT, Optional.empty());
    byte[] json = CacheConfigJson.write(new CacheConfig(List.of(lie), List.of(), Map.of()));
    overwrite(LAYOUT.manifest("main"), json);

    LayerCache cache = cache("main");
    assertEquals(Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    cache.reportDamage();
    assertTrue(warnings.get(0).contains("claims that the layer"), warnings.get(0));

    cache.export(image(layer));
    assertTrue(cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    assertTrue(keys().contains("blobs/" + other.blob().digest()), "the blob itself was good");
  }

  @Test
  void aBlobThatIsGoneIsAMissAndComesBackWithTheNextExport() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    delete(LAYOUT.blob(layer.blob().digest()));

    LayerCache cache = cache("main");
    assertEquals(Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    assertEquals(1, cache.export(image(layer)).uploadedLayers());
    assertTrue(cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    assertEquals(List.of(), warnings);
  }

  @Test
  void aBodyThatBreaksOffIsAMissWithOneWarning() throws IOException {
    LayerFile first = layer(1);
    LayerFile second = layer(2);
    cache("main").export(image(first, second));
    LayerCache cache = cache("main");
    assertTrue(cache.hasLayers());
    assertTrue(cache.names(second.diffId()));
    assertFalse(cache.names(layer(3).diffId()));
    faulty.faults().cutAfter(100);

    assertEquals(Optional.empty(), cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE));
    assertEquals(Optional.empty(), cache.fetch(second.diffId(), WaitPolicy.NO_ALTERNATIVE));
    cache.reportDamage();
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains(" 1 more"), warnings.get(0));
    assertNoFilesBesideFinalNames();
  }

  @Test
  void looksInEachNameInOrder() throws IOException {
    LayerFile layer = layer(1);
    cache("other").export(image(layer));

    LayerCache cache =
        cache(new CacheSettings(List.of(described(false, "main", "other")), List.of(), false));
    assertTrue(cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
  }

  @Test
  void exportsUnderEachName() throws IOException {
    LayerFile layer = layer(1);
    cache(new CacheSettings(List.of(), List.of(described(false, "a", "b")), false))
        .export(image(layer));

    assertTrue(keys().containsAll(List.of("manifests/a", "manifests/b")), keys().toString());
    assertEquals(3, keys().size());
  }

  @Test
  void aFailingExportFailsUnlessItIsToBeIgnored() throws IOException {
    LayerFile layer = layer(1);
    StoreException fault = new StoreException("The store is down.");
    faulty.faults().failNth(1, fault);
    LayerCache strict = cache(new CacheSettings(List.of(), List.of(described(false, "a")), false));
    IOException failure = assertThrows(IOException.class, () -> strict.export(image(layer)));
    assertEquals(fault, failure.getCause());
    assertEquals(
        "Exporting the layers of com.example:app failed: The store is down. (With"
            + " ignore-error=true in the cache's description this would be a warning.)",
        failure.getMessage());

    faulty.faults().failNth(1, fault);
    LayerCache lenient = cache(new CacheSettings(List.of(), List.of(described(true, "a")), false));
    assertEquals(new ExportReport(0, 0, 1), lenient.export(image(layer)));
    assertEquals(
        List.of(
            "Not exporting the layers of com.example:app, as ignore-error=true allows: The store is"
                + " down."),
        warnings);
  }

  @Test
  void aCacheThatFailsForManyImagesIsOneWarning() throws IOException {
    LayerCache lenient = cache(new CacheSettings(List.of(), List.of(described(true, "a")), false));
    for (int seed = 0; seed < 3; seed++) {
      faulty.faults().failNth(1, new StoreException("The store is down."));
      lenient.export(image(layer(seed)));
    }
    assertEquals(1, warnings.size(), warnings.toString());
  }

  @Test
  void aCacheThatIsGivenUpIsNamedOnce() throws IOException {
    faulty.faults().failNth(1, new StoreException("Reading blob 'a' of " + LOCATION + " failed."));
    assertFalse(cache("main").hasLayers());
    assertEquals(
        List.of("Reading blob 'a' of " + LOCATION + " failed. Building without this cache."),
        warnings);

    warnings.clear();
    faulty.faults().failNth(1, new StoreException("The store is down."));
    assertFalse(cache("other").hasLayers());
    assertEquals(
        List.of(LOCATION + "/manifests/other: The store is down. Building without this cache."),
        warnings);
  }

  @Test
  void buildsThatExportAtOnceLoseNothing() throws IOException {
    List<LayerFile> layers = IntStream.range(0, 8).mapToObj(this::layer).toList();
    List<LayerCache> caches = layers.stream().map(layer -> cache("main")).toList();
    List<Thread> builds = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerCache cache = caches.get(i);
      BuiltImage image = new BuiltImage("com.example:image-" + i, List.of(layers.get(i)));
      Thread build = new Thread(() -> exporting(cache, image, failures));
      builds.add(build);
      build.start();
    }
    for (Thread build : builds) {
      join(build);
    }
    assertEquals(List.of(), failures);
    LayerCache after = cache("main");
    for (LayerFile layer : layers) {
      assertTrue(after.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  @Test
  void aReusedBlobThatIsOldGetsANewDate() throws IOException {
    LayerFile layer = layer(1);
    cache("main").export(image(layer));
    clock.advance(GracePeriod.DEFAULT.reusedAsIs().plusSeconds(1));

    assertEquals(ExportReport.NOTHING, cache("main").export(image(layer)));
    assertEquals(
        clock.instant(),
        store.stat(LAYOUT.blob(layer.blob().digest())).orElseThrow().lastModified());
  }

  @Test
  void prefetchesTheNewestBuildOfTheImageOnly() throws IOException {
    LayerFile old = layer(1);
    LayerFile newer = layer(2);
    cache("main").export(image(old));
    clock.advance(Duration.ofMinutes(1));
    cache("main").export(image(newer));

    LayerCache cache = cache("main");
    cache.prefetch("com.example:app", layer -> false);
    assertEquals(
        List.of(newer.blob().digest()),
        cache.newestBuild("com.example:app").stream().map(it -> it.blob().digest()).toList());
    assertTrue(cache.fetch(newer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
  }

  @Test
  void knowsThatAnImageIsUnknownOnceTheManifestIsRead() throws IOException {
    cache("main").export(image(layer(1)));
    LayerCache cache = cache("main");
    assertFalse(cache.isUnknown("com.example:other"), "asked nobody yet");

    assertTrue(cache.hasLayers(), "waits for the manifest");

    assertTrue(cache.isUnknown("com.example:other"));
    assertFalse(cache.isUnknown("com.example:app"));
  }

  @Test
  void aManifestThatIsNoCacheConfigIsAMissAndReplacedByTheNextExport() throws IOException {
    overwrite(LAYOUT.manifest("main"), "<html>".getBytes(StandardCharsets.UTF_8));
    LayerFile layer = layer(1);

    LayerCache cache = cache("main");
    assertEquals(Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    cache.export(image(layer));

    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(1).matches(".*[^.]\\. This export replaces it\\."), warnings.get(1));
    assertTrue(cache("main").fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":%s}",
        "{\"layers\":[],\"layers\":[]}",
        "{\"layers\":[{\"blob\":\"sha512:1\"}]}",
        "{\"layers\":[],\"azblobCache\":{\"formatVersion\":\"one\"}}",
        "{\"layers\":[],\"azblobCache\":{\"formatVersion\":1,\"images\":{\"shop\":\"a\"}}}"
      })
  void aManifestThatBuildKitReadsIsNotReplaced(String json) throws IOException {
    byte[] text =
        json.formatted("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8);
    BlobKey manifest = LAYOUT.manifest("main");
    overwrite(manifest, text);

    IOException e = assertThrows(IOException.class, () -> cache("main").export(image(layer(1))));

    assertTrue(e.getMessage().contains("It is not replaced"), e.getMessage());
    assertEquals(text.length, store.stat(manifest).orElseThrow().sizeBytes());
  }

  @Test
  void anImageWithoutLayersIsNotExported() throws IOException {
    assertEquals(ExportReport.NOTHING, cache("main").export(image()));
    assertEquals(List.of(), keys());
  }

  private LayerCache cache(String name) {
    CacheDescription description = described(false, name);
    return cache(new CacheSettings(List.of(description), List.of(description), false));
  }

  private LayerCache cache(CacheSettings settings) {
    LayerCache cache =
        new LayerCache(
            settings,
            location -> faulty,
            folder.resolve("staging"),
            CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
            CacheEvents.to(warnings::add, detail -> {}));
    opened.add(cache);
    return cache;
  }

  private static CacheDescription described(boolean ignoreError, String... names) {
    return new CacheDescription(
        LOCATION,
        LAYOUT,
        Stream.of(names).map(ManifestName::new).toList(),
        CacheMode.MIN,
        ignoreError);
  }

  private static BuiltImage image(LayerFile... layers) {
    return new BuiltImage("com.example:app", List.of(layers));
  }

  private LayerFile layer(int seed) {
    try {
      RandomLayer layer = RandomLayer.write(folder.resolve("layers"), seed, 3000);
      return new LayerFile(
          new Descriptor(
              MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
          DiffId.parse(layer.diffId()),
          layer.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void overwrite(BlobKey key, byte[] bytes) throws IOException {
    delete(key);
    store.replaceIfUnchanged(key, Optional.empty(), bytes);
  }

  private void delete(BlobKey key) throws IOException {
    Optional<BlobStat> seen = store.stat(key);
    if (seen.isPresent()) {
      assertTrue(store.deleteIfUnchanged(seen.get()));
    }
  }

  private List<BlobStat> blobs() throws IOException {
    try (Stream<BlobStat> blobs = store.list("")) {
      return blobs.toList();
    }
  }

  private List<String> keys() throws IOException {
    return blobs().stream().map(blob -> blob.key().path()).toList();
  }

  private void assertNoFilesBesideFinalNames() throws IOException {
    Path staging = folder.resolve("staging");
    if (Files.exists(staging)) {
      try (Stream<Path> files = Files.walk(staging)) {
        assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
      }
    }
  }

  private static void exporting(LayerCache cache, BuiltImage image, List<Throwable> failures) {
    try {
      cache.export(image);
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class MovableClock extends Clock {

    private Instant now = START;

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
