package io.github.azblobcache.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.inspect.Finding.Kind;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.FaultyBlobStore;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

  private final MemoryBlobStore store = new MemoryBlobStore(Clock.systemUTC());
  private @TempDir Path temp;

  @AfterEach
  void nothingIsOpen() {
    store.checkNothingOpen();
  }

  private VerifyReport verify(BlobStore through, Sample sample, boolean repairs)
      throws IOException {
    return new Verifier(through, Layout.DEFAULT, new Parallel(2), StepListener.NONE)
        .verify(sample, repairs);
  }

  private List<Kind> kinds(VerifyReport report) {
    return report.findings().stream().map(Finding::kind).toList();
  }

  private RandomLayer layer(int seed) throws IOException {
    return RandomLayer.write(temp, seed, 1000);
  }

  private static BlobKey key(RandomLayer layer) {
    return Layout.DEFAULT.blob(Digest.parse(layer.digest()));
  }

  private static BuildLayer claim(RandomLayer layer) {
    return claim(layer, layer.sizeBytes(), layer.diffId());
  }

  private static BuildLayer claim(RandomLayer layer, long sizeBytes, String diffId) {
    return new BuildLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, Digest.parse(layer.digest()), sizeBytes),
        DiffId.parse(diffId));
  }

  private void name(String manifest, BuildLayer... layers) throws IOException {
    CacheConfig config =
        CacheConfig.EMPTY.withBuild(new CachedBuild("com.acme:shop", List.of(layers), NOW), 1);
    store.replaceIfUnchanged(
        Layout.DEFAULT.manifest(manifest), Optional.empty(), CacheConfigJson.write(config));
  }

  private void put(BlobKey key, byte[] bytes) throws IOException {
    store.putIfAbsent(key, Files.write(temp.resolve("bytes"), bytes));
  }

  @Test
  void aWholeCacheHasNoDamage() throws Exception {
    RandomLayer first = layer(1);
    RandomLayer second = layer(2);
    store.putIfAbsent(key(first), first.file());
    store.putIfAbsent(key(second), second.file());
    name("main", claim(first), claim(second));
    name("branch", claim(first));
    VerifyReport report = verify(store, Sample.ALL, false);
    long bytes = first.sizeBytes() + second.sizeBytes();
    assertEquals(new VerifyReport(List.of(), 2, 2, bytes, List.of()), report);
  }

  @Test
  void aLayerInZstdIsNoDamageWhateverItIsCalled() throws Exception {
    RandomLayer zstd = RandomLayer.writeZstd(temp, 1, 1000);
    store.putIfAbsent(key(zstd), zstd.file());
    name("main", claim(zstd));
    VerifyReport report = verify(store, Sample.ALL, true);
    assertEquals(List.of(), report.findings());
    assertTrue(store.stat(key(zstd)).isPresent());
  }

  @Test
  void findsEveryKindOfDamageAndEveryHint() throws Exception {
    RandomLayer damaged = layer(1);
    RandomLayer missing = layer(2);
    RandomLayer liedAbout = layer(3);
    RandomLayer orphan = layer(4);
    put(key(damaged), new byte[7]);
    store.putIfAbsent(key(liedAbout), liedAbout.file());
    store.putIfAbsent(key(orphan), orphan.file());
    put(new BlobKey("blobs/readme"), new byte[1]);
    put(new BlobKey("manifests/broken"), new byte[1]);
    name("main", claim(damaged), claim(missing), claim(liedAbout));
    name("size", claim(liedAbout, 5, liedAbout.diffId()));
    name("diffId", claim(liedAbout, liedAbout.sizeBytes(), orphan.diffId()));
    VerifyReport report = verify(store, Sample.ALL, false);
    assertEquals(
        List.of(
            Kind.DAMAGED_BLOB,
            Kind.DANGLING_NAME,
            Kind.MALFORMED_MANIFEST,
            Kind.WRONG_CLAIM,
            Kind.WRONG_CLAIM),
        report.damage().stream().map(Finding::kind).sorted(kindsByName()).toList());
    assertEquals(
        List.of(Kind.MISNAMED_BLOB, Kind.ORPHANS),
        report.hints().stream().map(Finding::kind).sorted(kindsByName()).toList());
    assertTrue(report.findings().stream().noneMatch(Finding::isRepaired));
    assertTrue(store.stat(key(damaged)).isPresent());
  }

  private static Comparator<Kind> kindsByName() {
    return Comparator.comparing(Kind::name);
  }

  @Test
  void repairDeletesDamagedBlobsAndNothingElse() throws Exception {
    RandomLayer damaged = layer(1);
    RandomLayer liedAbout = layer(2);
    put(key(damaged), new byte[7]);
    store.putIfAbsent(key(liedAbout), liedAbout.file());
    name("main", claim(damaged), claim(liedAbout, 5, liedAbout.diffId()));
    VerifyReport report = verify(store, Sample.ALL, true);
    assertEquals(1, report.findings().stream().filter(Finding::isRepaired).count());
    assertTrue(store.stat(key(damaged)).isEmpty());
    assertTrue(store.stat(key(liedAbout)).isPresent());
    assertEquals(
        List.of(Kind.DANGLING_NAME, Kind.WRONG_CLAIM),
        kinds(verify(store, Sample.ALL, false)).stream().sorted(kindsByName()).toList());
  }

  @Test
  void aDamagedBlobThatAnExportHasReplacedMeanwhileStays() throws Exception {
    RandomLayer damaged = layer(1);
    put(key(damaged), new byte[7]);
    name("main", claim(damaged));
    BlobStore replacing =
        (BlobStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("deleteIfUnchanged")) {
                    store.touch(key(damaged));
                  }
                  return method.invoke(store, arguments);
                });
    VerifyReport report = verify(replacing, Sample.ALL, true);
    assertEquals(List.of(false), report.findings().stream().map(Finding::isRepaired).toList());
    assertTrue(store.stat(key(damaged)).isPresent());
  }

  @Test
  void aSampleReadsAPartAndStillFindsAllDanglingNames() throws Exception {
    BuildLayer[] claims = new BuildLayer[200];
    for (int i = 0; i < claims.length; i++) {
      RandomLayer layer = layer(i);
      claims[i] = claim(layer);
      if (i > 0) {
        store.putIfAbsent(key(layer), layer.file());
      }
    }
    name("main", claims);
    VerifyReport report = verify(store, new Sample(0.1, new Random(1)), false);
    assertEquals(List.of(Kind.DANGLING_NAME), kinds(report));
    assertEquals(200, report.namedBlobs());
    assertTrue(report.readBlobs() > 5 && report.readBlobs() < 50, report.summary());
  }

  @Test
  void aNameThatOneOfTwoManifestsHasLostStillDangles() throws Exception {
    RandomLayer missing = layer(1);
    name("first", claim(missing));
    name("second", claim(missing));
    BlobStore pruning =
        new ForwardingBlobStore(store) {
          @Override
          public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
            if (key.equals(key(missing))) {
              store.deleteIfUnchanged(store.stat(Layout.DEFAULT.manifest("first")).orElseThrow());
            }
            return super.open(key, range);
          }
        };
    VerifyReport report = verify(pruning, Sample.ALL, false);
    assertEquals(List.of(Kind.DANGLING_NAME), kinds(report));
    assertTrue(report.damage().get(0).message().startsWith("Manifest 'second' names "));
  }

  @Test
  void aFaultOfTheStoreIsNoDamage() throws Exception {
    RandomLayer layer = layer(1);
    store.putIfAbsent(key(layer), layer.file());
    name("main", claim(layer));
    FaultyBlobStore faulty = new FaultyBlobStore(store);
    faulty.faults().failNth(5, new StoreException("503", new IOException(), true));
    VerifyReport report = verify(faulty, Sample.ALL, true);
    assertEquals(List.of("503"), report.faults());
    assertEquals(List.of(), report.findings());
    faulty.faults().clear().failNth(1, new StoreException("403"));
    assertThrows(StoreException.class, () -> verify(faulty, Sample.ALL, true));
  }
}
