package io.github.azblobcache.manifest;

import static io.github.azblobcache.manifest.Manifests.NAME;
import static io.github.azblobcache.manifest.Manifests.NOW;
import static io.github.azblobcache.manifest.Manifests.blobs;
import static io.github.azblobcache.manifest.Manifests.build;
import static io.github.azblobcache.manifest.Manifests.daysAgo;
import static io.github.azblobcache.manifest.Manifests.digest;
import static io.github.azblobcache.manifest.Manifests.digests;
import static io.github.azblobcache.manifest.Manifests.entry;
import static io.github.azblobcache.manifest.Manifests.layer;
import static io.github.azblobcache.manifest.Manifests.sample;
import static io.github.azblobcache.manifest.entries.CacheLayer.NO_PARENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConfigMergeTest {

  private static final String IMAGE = "com.acme:shop";

  private static List<List<Digest>> builds(CacheConfig config, String image) {
    return config.records().stream()
        .filter(record -> record.digest().equals(CachedBuild.recordDigestOf(image)))
        .flatMap(record -> record.chains().stream())
        .map(chain -> BuildOrder.blobs(chain, config.layers()))
        .toList();
  }

  private static CacheConfig merge(CacheConfig start, List<CachedBuild> builds, int keep) {
    CacheConfig config = start;
    for (CachedBuild build : builds) {
      config = config.withBuild(build, keep);
    }
    return config;
  }

  /** Everything but when a layer was first seen, which depends on who came first. */
  private static CacheConfig undated(CacheConfig config) {
    return new CacheConfig(
        config.layers().stream()
            .map(l -> new CacheLayer(l.blob(), l.diffId(), l.parent(), Optional.empty()))
            .toList(),
        config.records(),
        config.images());
  }

  @Test
  void keepsTheNewestBuildsNewestFirst() {
    CacheConfig config =
        merge(
            CacheConfig.EMPTY,
            List.of(
                build(IMAGE, daysAgo(2), "b"),
                build(IMAGE, daysAgo(1), "c"),
                build(IMAGE, daysAgo(3), "a")),
            2);

    assertEquals(List.of(blobs("c"), blobs("b")), builds(config, IMAGE));
    assertEquals(Set.copyOf(blobs("b", "c")), config.blobs());
    assertEquals(Map.of(CachedBuild.recordDigestOf(IMAGE), IMAGE), config.images());
  }

  @Test
  void aBuildOfTheSameLayersTakesTheOldOnesPlace() {
    CacheConfig config =
        merge(
            CacheConfig.EMPTY,
            List.of(
                build(IMAGE, daysAgo(3), "a"),
                build(IMAGE, daysAgo(2), "b"),
                build(IMAGE, daysAgo(1), "a")),
            3);

    assertEquals(List.of(blobs("a"), blobs("b")), builds(config, IMAGE));
    assertEquals(daysAgo(1), config.records().get(0).chains().get(0).createdAt());
  }

  @Test
  void anOlderBuildOfTheSameLayersDoesNotDateThemBack() {
    CacheConfig config =
        merge(
            CacheConfig.EMPTY,
            List.of(build(IMAGE, daysAgo(1), "a"), build(IMAGE, daysAgo(3), "a")),
            3);

    assertEquals(daysAgo(1), config.records().get(0).chains().get(0).createdAt());
  }

  @Test
  void imagesShareTheirLayersAndNotTheirBuilds() {
    CacheConfig config =
        merge(
            CacheConfig.EMPTY,
            List.of(build("x", daysAgo(2), "base", "x"), build("y", daysAgo(1), "base", "y")),
            1);

    assertEquals(3, config.layers().size());
    assertEquals(List.of(blobs("base", "x")), builds(config, "x"));
    assertEquals(List.of(blobs("base", "y")), builds(config, "y"));
  }

  @Test
  void doesNotUseAnEntryOfBuildKitThatHasAParent() {
    CacheConfig foreign =
        new CacheConfig(
            List.of(entry("base", NO_PARENT), entry("top", 0)),
            List.of(
                new CacheRecord(
                    digest("x"), List.of(new CacheResult(1, NOW)), List.of(), List.of())),
            Map.of());

    CacheConfig config = foreign.withBuild(build(IMAGE, NOW, "top"), 3);

    assertEquals(3, config.layers().size());
    assertEquals(List.of(blobs("top")), builds(config, IMAGE));
    assertTrue(config.newestBuild(IMAGE).stream().noneMatch(CacheLayer::hasParent));
  }

  @Test
  void dropsLayersThatNoRecordLeadsTo() {
    CacheConfig foreign =
        new CacheConfig(
            List.of(entry("loose", NO_PARENT), entry("below", NO_PARENT), entry("result", 1)),
            List.of(
                new CacheRecord(
                    digest("x"), List.of(new CacheResult(2, NOW)), List.of(), List.of())),
            Map.of());

    CacheConfig config = foreign.withBuild(build(IMAGE, NOW, "a"), 3);

    assertEquals(Set.copyOf(blobs("below", "result", "a")), config.blobs());
  }

  @Test
  void setsALieRightWhereItStands() {
    BuildLayer truth = layer("a");
    BuildLayer lie = new BuildLayer(truth.blob(), layer("b").diffId());
    CacheConfig poisoned =
        new CacheConfig(
            List.of(entry("base", NO_PARENT), entry(lie, 0), entry(lie, NO_PARENT)),
            List.of(
                new CacheRecord(
                    digest("x"),
                    List.of(new CacheResult(1, NOW)),
                    List.of(new CacheChain(List.of(2), NOW)),
                    List.of())),
            Map.of());

    CacheConfig mended = poisoned.withBuild(build(IMAGE, NOW, "a"), 3);

    assertEquals(List.of(), mended.candidates(layer("b").diffId()));
    assertEquals(blobs("a"), digests(mended.candidates(layer("a").diffId())));
    assertEquals(
        List.of(truth.diffId(), truth.diffId()),
        mended.layers().stream()
            .filter(l -> l.blob().digest().equals(truth.blob().digest()))
            .map(CacheLayer::diffId)
            .toList());
    assertTrue(mended.names(build(IMAGE, NOW, "a")));
  }

  @Test
  void setsAWrongSizeOrTypeRight() {
    BuildLayer truth = layer("a");
    for (Descriptor wrong :
        List.of(
            new Descriptor(truth.blob().mediaType(), truth.blob().digest(), 1),
            new Descriptor("text/plain", truth.blob().digest(), truth.blob().sizeBytes()))) {
      CacheConfig damaged =
          CacheConfig.EMPTY.withBuild(
              new CachedBuild(IMAGE, List.of(new BuildLayer(wrong, truth.diffId())), daysAgo(1)),
              3);

      CacheConfig mended = damaged.withBuild(build(IMAGE, NOW, "a"), 3);

      assertEquals(List.of(truth.blob()), mended.layers().stream().map(CacheLayer::blob).toList());
    }
  }

  @Test
  void leavesBuildKitItsManifestAndReadsItBack() throws Exception {
    for (String name : List.of("buildkit-0.11.6-mode-max.json", "buildkit-0.11.6-mode-min.json")) {
      CacheConfig foreign = CacheConfigJson.parse(NAME, sample(name));

      byte[] merged = CacheConfigJson.write(foreign.withBuild(build(IMAGE, NOW, "a", "b"), 3));

      assertTrue(BuildKitReader.read(merged).containsAll(BuildKitReader.read(sample(name))), name);
      assertTrue(
          BuildKitReader.facts(merged)
              .entrySet()
              .containsAll(BuildKitReader.facts(sample(name)).entrySet()),
          name);
    }
  }

  @RepeatedTest(200)
  void givesTheSameManifestWhoeverComesFirst() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CacheConfig start = Manifests.randomForeign(random);
    List<CachedBuild> builds =
        new ArrayList<>(Stream.generate(() -> Manifests.randomBuild(random)).limit(6).toList());
    int keep = 1 + random.nextInt(3);

    CacheConfig oneWay = merge(start, builds, keep);
    Collections.shuffle(builds, random);
    CacheConfig otherWay = merge(start, builds, keep);

    assertEquals(undated(oneWay), undated(otherWay), "seed " + seed);
  }

  @RepeatedTest(200)
  void losesNoBuildThatIsToBeKept() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int count = 1 + random.nextInt(8);
    List<CachedBuild> builds =
        Stream.generate(() -> Manifests.randomBuild(random)).limit(count).toList();

    CacheConfig config = merge(Manifests.randomForeign(random), builds, count);

    for (CachedBuild build : builds) {
      assertTrue(builds(config, build.image()).contains(build.blobs()), "seed " + seed);
      Instant newest =
          builds.stream()
              .filter(other -> other.image().equals(build.image()))
              .map(CachedBuild::createdAt)
              .max(Instant::compareTo)
              .orElseThrow();
      if (build.createdAt().equals(newest)) {
        build
            .layers()
            .forEach(l -> assertTrue(config.blobs().contains(l.blob().digest()), "seed " + seed));
      }
    }
  }

  @RepeatedTest(200)
  void changesNothingTheSecondTime() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CachedBuild build = build(IMAGE, NOW, "l1", "l" + random.nextInt(8));

    CacheConfig once = Manifests.randomForeign(random).withBuild(build, 2);

    assertEquals(once, once.withBuild(build, 2), "seed " + seed);
    assertTrue(once.names(build), "seed " + seed);
  }

  @RepeatedTest(200)
  void keepsAllThatBuildKitKnew() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CacheConfig foreign = Manifests.randomForeign(random);

    byte[] merged =
        CacheConfigJson.write(
            merge(
                foreign, List.of(Manifests.randomBuild(random), Manifests.randomBuild(random)), 2));

    List<String> before = BuildKitReader.read(CacheConfigJson.write(foreign));
    assertTrue(BuildKitReader.read(merged).containsAll(before), "seed " + seed);
  }
}
