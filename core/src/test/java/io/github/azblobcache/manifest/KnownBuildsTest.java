package io.github.azblobcache.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.entries.KnownBuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownBuildsTest {

  private static final Instant TIME = Instant.parse("2026-01-31T00:00:00Z");

  private static CacheLayer layer(int number, int parent) {
    Digest digest = new Digest(String.format("%064x", number));
    return new CacheLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, digest, number),
        new DiffId(digest),
        parent,
        Optional.of(TIME.plusSeconds(number)));
  }

  private static List<List<Long>> sizes(CacheConfig config) {
    List<List<Long>> sizes = new ArrayList<>();
    for (KnownBuild build : config.builds()) {
      sizes.add(build.layers().stream().map(layer -> layer.blob().sizeBytes()).toList());
    }
    return sizes;
  }

  @Test
  void aChainOfAnImageIsABuild() throws Exception {
    Digest image = CachedBuild.recordDigestOf("com.acme:shop");
    CacheRecord record =
        new CacheRecord(
            image,
            List.of(),
            List.of(new CacheChain(List.of(1, 0), TIME), new CacheChain(List.of(0), TIME)),
            List.of());
    CacheConfig config =
        new CacheConfig(
            List.of(layer(1, -1), layer(2, -1)), List.of(record), Map.of(image, "com.acme:shop"));
    assertEquals(List.of(List.of(2L, 1L), List.of(1L)), sizes(config));
    assertEquals(Optional.of(image), config.builds().get(0).image());
    assertEquals(TIME, config.builds().get(0).createdAt());
  }

  /** Two stages on one base: a stack for each, the newest first. */
  @Test
  void eachStackOfBuildKitIsABuild() {
    CacheConfig config =
        new CacheConfig(
            List.of(layer(1, -1), layer(2, 0), layer(3, 0), layer(4, 1)),
            List.of(
                new CacheRecord(
                    new Digest("a".repeat(64)),
                    List.of(
                        new CacheResult(0, TIME),
                        new CacheResult(1, TIME),
                        new CacheResult(2, TIME),
                        new CacheResult(3, TIME)),
                    List.of(),
                    List.of())),
            Map.of());
    assertEquals(List.of(List.of(1L, 2L, 4L), List.of(1L, 3L)), sizes(config));
    assertTrue(config.builds().stream().allMatch(build -> build.image().isEmpty()));
    assertEquals(TIME.plusSeconds(4), config.builds().get(0).createdAt());
  }

  @Test
  void layersWithoutARecordAreBuildKits() {
    CacheConfig config = new CacheConfig(List.of(layer(1, -1), layer(2, 0)), List.of(), Map.of());
    assertEquals(List.of(List.of(1L, 2L)), sizes(config));
  }

  /** 50,000 layers on top of each other, and 50,000 more on the topmost. */
  @Test
  void aManifestThatIsMadeToHurtTakesNoLongTime() {
    List<CacheLayer> layers = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      layers.add(layer(i, i - 1));
    }
    for (int i = 50_000; i < 100_000; i++) {
      layers.add(layer(i, 49_999));
    }
    CacheConfig config = new CacheConfig(layers, List.of(), Map.of());
    assertEquals(50, config.builds().size());
    assertEquals(1_000, config.builds().get(0).layers().size());
  }
}
