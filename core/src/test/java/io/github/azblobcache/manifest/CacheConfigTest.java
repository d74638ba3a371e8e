package io.github.azblobcache.manifest;

import static io.github.azblobcache.manifest.Manifests.NOW;
import static io.github.azblobcache.manifest.Manifests.blobs;
import static io.github.azblobcache.manifest.Manifests.build;
import static io.github.azblobcache.manifest.Manifests.daysAgo;
import static io.github.azblobcache.manifest.Manifests.digest;
import static io.github.azblobcache.manifest.Manifests.digests;
import static io.github.azblobcache.manifest.Manifests.entry;
import static io.github.azblobcache.manifest.Manifests.layer;
import static io.github.azblobcache.manifest.entries.CacheLayer.NO_PARENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.MediaTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheConfigTest {

  private static final String IMAGE = "com.acme:shop";

  /** The same tar, compressed differently. */
  private static BuildLayer recompressed(String name, String how) {
    return new BuildLayer(
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest(how + name), 99), layer(name).diffId());
  }

  private static CacheConfig config(CacheLayer... layers) {
    return new CacheConfig(List.of(layers), List.of(), Map.of());
  }

  @Test
  void knowsNothingAtFirst() {
    assertEquals(List.of(), CacheConfig.EMPTY.candidates(layer("a").diffId()));
    assertEquals(List.of(), CacheConfig.EMPTY.newestBuild(IMAGE));
    assertEquals(Set.of(), CacheConfig.EMPTY.blobs());
  }

  @Test
  void offersTheLayersOfTheNewestBuildFirst() {
    BuildLayer old = recompressed("a", "old");
    BuildLayer middle = recompressed("a", "middle");
    CacheConfig config =
        CacheConfig.EMPTY
            .withBuild(new CachedBuild("x", List.of(middle), daysAgo(2)), 3)
            .withBuild(new CachedBuild("y", List.of(layer("a")), daysAgo(1)), 3)
            .withBuild(new CachedBuild("z", List.of(old), daysAgo(3)), 3);

    assertEquals(
        List.of(layer("a").blob().digest(), middle.blob().digest(), old.blob().digest()),
        digests(config.candidates(layer("a").diffId())));
  }

  @Test
  void datesALayerByTheLastOfItsBuilds() {
    BuildLayer other = recompressed("a", "other");
    CacheConfig config =
        new CacheConfig(
            List.of(entry("a", NO_PARENT), entry(other, NO_PARENT)),
            List.of(
                new CacheRecord(
                    digest("x"),
                    List.of(),
                    List.of(
                        new CacheChain(List.of(0), daysAgo(3)),
                        new CacheChain(List.of(1), daysAgo(2)),
                        new CacheChain(List.of(0), daysAgo(1))),
                    List.of())),
            Map.of());

    assertEquals(
        List.of(layer("a").blob().digest(), other.blob().digest()),
        digests(config.candidates(layer("a").diffId())));
  }

  @Test
  void datesALayerByTheResultsOnTopOfItToo() {
    BuildLayer older = recompressed("base", "older");
    CacheConfig config =
        new CacheConfig(
            List.of(entry(older, NO_PARENT), entry("base", NO_PARENT), entry("top", 1)),
            List.of(
                new CacheRecord(
                    digest("x"),
                    List.of(new CacheResult(0, daysAgo(5)), new CacheResult(2, daysAgo(1))),
                    List.of(),
                    List.of())),
            Map.of());

    assertEquals(
        List.of(layer("base").blob().digest(), older.blob().digest()),
        digests(config.candidates(layer("base").diffId())));
  }

  @Test
  void offersADigestOnce() {
    CacheConfig config = config(entry("a", NO_PARENT), entry("b", NO_PARENT), entry("a", 1));

    assertEquals(blobs("a"), digests(config.candidates(layer("a").diffId())));
    assertEquals(Set.copyOf(blobs("a", "b")), config.blobs());
  }

  @Test
  void offersNoLayerThatIsNotGzip() {
    BuildLayer a = layer("a");
    CacheLayer zstd =
        entry(
            new BuildLayer(
                new Descriptor("application/vnd.oci.image.layer.v1.tar+zstd", a.blob().digest(), 5),
                a.diffId()),
            NO_PARENT);

    assertEquals(List.of(), config(zstd).candidates(a.diffId()));
    assertEquals(List.of(zstd), config(zstd).layers());
  }

  @Test
  void givesTheLayersOfAnImagesNewestBuildInTheirOrder() {
    CacheConfig config =
        CacheConfig.EMPTY
            .withBuild(build(IMAGE, daysAgo(1), "z", "a", "z"), 3)
            .withBuild(build(IMAGE, daysAgo(2), "b"), 3)
            .withBuild(build("other", NOW, "c"), 3);

    assertEquals(blobs("z", "a", "z"), digests(config.newestBuild(IMAGE)));
  }

  @Test
  void findsAnImageThatLostItsName() {
    CacheConfig config = CacheConfig.EMPTY.withBuild(build(IMAGE, NOW, "a"), 3);
    CacheConfig nameless = new CacheConfig(config.layers(), config.records(), Map.of());

    assertEquals(blobs("a"), digests(nameless.newestBuild(IMAGE)));
  }

  @Test
  void namesTheNewestBuildAndNoOther() {
    CacheConfig config =
        CacheConfig.EMPTY
            .withBuild(build(IMAGE, daysAgo(2), "a"), 3)
            .withBuild(build(IMAGE, daysAgo(1), "a", "b"), 3);

    assertTrue(config.names(build(IMAGE, NOW, "a", "b")));
    assertFalse(config.names(build(IMAGE, NOW, "b", "a")));
    assertFalse(config.names(build(IMAGE, NOW, "a")));
    assertFalse(config.names(build("other", NOW, "a", "b")));
  }

  @Test
  void doesNotNameABuildThatItContradicts() {
    CacheConfig config = CacheConfig.EMPTY.withBuild(build(IMAGE, NOW, "a"), 3);
    BuildLayer a = layer("a");
    BuildLayer truth = new BuildLayer(a.blob(), layer("b").diffId());

    assertFalse(config.names(new CachedBuild(IMAGE, List.of(truth), NOW)));
  }

  @Test
  void refusesIndexesOutOfBounds() {
    assertThrows(IllegalArgumentException.class, () -> config(entry("a", 1)));
    assertThrows(IllegalArgumentException.class, () -> config(entry("a", -2)));
    assertThrows(IllegalArgumentException.class, () -> config(entry("a", 0)));
  }

  @Test
  void refusesAnImageWithoutARecord() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CacheConfig(List.of(), List.of(), Map.of(digest("x"), "image")));
  }

  @Test
  void refusesABuildOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> build(IMAGE, NOW));
    assertThrows(IllegalArgumentException.class, () -> build(" ", NOW, "a"));
    assertThrows(IllegalArgumentException.class, () -> build(IMAGE, Instant.MAX, "a"));
    assertThrows(
        IllegalArgumentException.class,
        () -> CacheConfig.EMPTY.withBuild(build(IMAGE, NOW, "a"), 0));
  }

  @Test
  void refusesABuildThatContradictsItself() {
    BuildLayer a = layer("a");
    BuildLayer other = new BuildLayer(a.blob(), layer("b").diffId());

    assertThrows(
        IllegalArgumentException.class, () -> new CachedBuild(IMAGE, List.of(a, other), NOW));
  }

  @Test
  void aManifestMadeToHurtTakesNoMoreThanItsLength() {
    int size = 200_000;
    List<CacheLayer> layers = new ArrayList<>();
    List<CacheResult> results = new ArrayList<>();
    List<CacheRecord> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      layers.add(entry("a", i - 1));
      results.add(new CacheResult(i, NOW.plusSeconds(i)));
      records.add(
          new CacheRecord(
              digest("r"),
              List.of(),
              List.of(),
              i == 0 ? List.of() : List.of(List.of(new CacheInput("", i - 1)))));
    }
    records.add(new CacheRecord(digest("s"), results, List.of(), List.of()));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          CacheConfig config = new CacheConfig(layers, records, Map.of());
          assertEquals(1, config.candidates(layer("a").diffId()).size());
          assertEquals(size + 1, config.withBuild(build(IMAGE, NOW, "b"), 1).layers().size());
        });
  }
}
