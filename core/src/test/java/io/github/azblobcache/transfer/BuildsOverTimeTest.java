package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.report.ReportedBuild;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuildsOverTimeTest {

  private static final String SHOP = "com.acme:shop";
  private static final Instant TIME = Instant.parse("2026-01-31T00:00:00Z");

  private static BuildLayer layer(String content, long sizeBytes) {
    Digest digest = Digest.of(content.getBytes(StandardCharsets.UTF_8));
    return new BuildLayer(
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, sizeBytes), new DiffId(digest));
  }

  private static List<LayerFile> now(BuildLayer... layers) {
    return Stream.of(layers)
        .map(layer -> new LayerFile(layer.blob(), layer.diffId(), Path.of("layer")))
        .toList();
  }

  private static CacheConfig past(int builds) {
    CacheConfig config = CacheConfig.EMPTY;
    for (int i = 0; i < builds; i++) {
      List<BuildLayer> layers = List.of(layer("libraries", 100), layer("classes " + i, i));
      config =
          config
              .withBuild(new CachedBuild(SHOP, layers, TIME.plusSeconds(i)), 50)
              .withBuild(new CachedBuild("com.acme:other", layers, TIME.plusSeconds(i)), 50);
    }
    return config;
  }

  @Test
  void comparesEachBuildWithTheOneBeforeIt() {
    assertEquals(
        List.of(
            new ReportedBuild(Optional.empty(), 0, 2, 0, 102),
            new ReportedBuild(Optional.of(TIME.plusSeconds(2)), 1, 2, 2, 102),
            new ReportedBuild(Optional.of(TIME.plusSeconds(1)), 1, 2, 1, 101)),
        BuildsOverTime.of(
            past(3).builds(SHOP), now(layer("libraries", 100), layer("classes 2", 2))));
  }

  @Test
  void theFirstBuildHasNothingToBeComparedWith() {
    List<LayerFile> now = now(layer("libraries", 100));
    assertEquals(List.of(), BuildsOverTime.of(past(0).builds(SHOP), now));
    assertEquals(List.of(), BuildsOverTime.of(past(3).builds("com.acme:unknown"), now));
    assertEquals(1, BuildsOverTime.of(past(1).builds(SHOP), now).size());
  }

  @Test
  void ofManyBuildsItTakesTheNewest() {
    List<ReportedBuild> builds = BuildsOverTime.of(past(30).builds(SHOP), now(layer("classes", 7)));
    assertEquals(BuildsOverTime.MOST, builds.size());
    assertEquals(Optional.of(TIME.plusSeconds(29)), builds.get(1).exportedAt());
  }
}
