package io.github.azblobcache.manifest;

import static io.github.azblobcache.manifest.Manifests.blobs;
import static io.github.azblobcache.manifest.Manifests.build;
import static io.github.azblobcache.manifest.Manifests.daysAgo;
import static io.github.azblobcache.manifest.Manifests.randomBuild;
import static io.github.azblobcache.manifest.Manifests.randomForeign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConfigPartsTest {

  private static final Digest SHOP = CachedBuild.recordDigestOf("com.acme:shop");

  private static CacheConfig twoBuilds() {
    return CacheConfig.EMPTY
        .withBuild(build("com.acme:shop", daysAgo(9), "base", "old"), 5)
        .withBuild(build("com.acme:shop", daysAgo(1), "base", "new"), 5);
  }

  private static CachePart part(int days, String... layers) {
    return new CachePart(Optional.of(SHOP), daysAgo(days), Set.copyOf(blobs(layers)));
  }

  @Test
  void partsAreTheBuildsOfTheImages() {
    assertEquals(List.of(part(1, "base", "new"), part(9, "base", "old")), twoBuilds().parts());
  }

  @Test
  void aBuildGoesWithTheLayersThatOnlyItHad() {
    CacheConfig left = twoBuilds().without(Set.of(part(9, "base", "old")));
    assertEquals(
        CacheConfig.EMPTY.withBuild(build("com.acme:shop", daysAgo(1), "base", "new"), 5).parts(),
        left.parts());
    assertEquals(Set.copyOf(blobs("base", "new")), left.blobs());
  }

  @Test
  void anImageWithoutBuildsIsGone() {
    assertEquals(CacheConfig.EMPTY, twoBuilds().without(Set.copyOf(twoBuilds().parts())));
  }

  @Test
  void allThatBuildKitWroteIsOnePart() throws Exception {
    CacheConfig config =
        CacheConfigJson.parse(Manifests.NAME, Manifests.sample("buildkit-0.11.6-mode-max.json"));
    CachePart foreign = new CachePart(Optional.empty(), GoTime.ZERO, config.blobs());
    assertEquals(List.of(foreign), config.parts());
    assertEquals(CacheConfig.EMPTY, config.without(Set.of(foreign)));
  }

  @Test
  void aRecordThatAnotherLeadsToIsNoImage() {
    CacheConfig ours = twoBuilds();
    CacheRecord linking =
        new CacheRecord(
            Manifests.digest("step"),
            List.of(),
            List.of(),
            List.of(List.of(new CacheInput("", 0))));
    CacheConfig linked =
        new CacheConfig(ours.layers(), List.of(ours.records().get(0), linking), ours.images());
    assertEquals(
        List.of(new CachePart(Optional.empty(), GoTime.ZERO, ours.blobs())), linked.parts());
  }

  @Test
  void layersWithoutARecordAreBuildKits() {
    CacheConfig config =
        new CacheConfig(List.of(Manifests.entry("a", CacheLayer.NO_PARENT)), List.of(), Map.of());
    CachePart foreign = new CachePart(Optional.empty(), GoTime.ZERO, config.blobs());
    assertEquals(List.of(foreign), config.parts());
    assertEquals(config, config.without(Set.of()));
    assertEquals(CacheConfig.EMPTY, config.without(Set.of(foreign)));
  }

  @RepeatedTest(500)
  void whatStaysIsWhatItWas() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CacheConfig config = randomForeign(random);
    for (int i = random.nextInt(5); i > 0; i--) {
      config = config.withBuild(randomBuild(random), 3);
    }
    List<CachePart> parts = config.parts();
    Set<CachePart> gone =
        parts.stream().filter(part -> random.nextBoolean()).collect(Collectors.toSet());
    CacheConfig left = config.without(gone);
    List<CachePart> expected = parts.stream().filter(part -> !gone.contains(part)).toList();
    assertEquals(Set.copyOf(expected), new HashSet<>(left.parts()), "seed " + seed);
    Set<Digest> named =
        expected.stream().flatMap(part -> part.blobs().stream()).collect(Collectors.toSet());
    assertEquals(gone.isEmpty() ? config.blobs() : named, left.blobs(), "seed " + seed);
    assertTrue(
        BuildKitReader.read(CacheConfigJson.write(config))
            .containsAll(BuildKitReader.read(CacheConfigJson.write(left))),
        "seed " + seed);
    assertEquals(left, left.without(Set.of()), "seed " + seed);
  }

  @Test
  void aForeignPartThatStaysIsReadByBuildKitAsBefore() throws Exception {
    byte[] sample = Manifests.sample("buildkit-0.11.6-mode-min.json");
    CacheConfig config = CacheConfigJson.parse(Manifests.NAME, sample);
    CacheConfig mixed = config.withBuild(build("com.acme:shop", daysAgo(1), "mine"), 5);
    CacheConfig left = mixed.without(Set.of(part(1, "mine")));
    assertEquals(BuildKitReader.read(sample), BuildKitReader.read(CacheConfigJson.write(left)));
    assertEquals(Map.of(), left.images());
  }
}
