package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.jib.lazy.LyingRegistry;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.report.LayerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that Jib itself builds and pushes, with layers that are left in the registry. */
@Timeout(120)
class LazyBuildTest {

  @TempDir private Path folder;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private LyingRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new LyingRegistry();
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
    assertNull(System.getProperty(LazyRunner.PROPERTY));
  }

  @Test
  void noByteMovesOfALayerThatTheRegistryHas() throws Exception {
    build("one", "two");
    String manifest = registry.manifest("app", "latest");
    registry.requests().clear();

    LazyRunner.Built second = build("one", "two");
    assertEquals(List.of(LayerSource.IN_REGISTRY, LayerSource.IN_REGISTRY), second.sources());
    assertEquals(0, second.built().bytesDown());
    assertEquals(manifest, registry.manifest("app", "latest"));
    assertEquals(1, registry.count("GET /v2/app/manifests/latest"));
    for (Digest layer : second.digests()) {
      assertEquals(1, registry.count("HEAD /v2/app/blobs/" + layer), "Jib's own");
      assertEquals(0, registry.count("GET /v2/app/blobs/" + layer));
    }
    assertFalse(registry.requests().stream().anyMatch(it -> it.startsWith("PATCH")));
    assertEquals(List.of(), layersIn(second.usual()));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aChangedLayerIsBuiltAndKeptForTheNextBuild() throws Exception {
    build("one", "two");
    LazyRunner.Built second = build("one", "three");
    assertEquals(List.of(LayerSource.IN_REGISTRY, LayerSource.BUILT), second.sources());
    assertEquals(List.of(second.digests().get(1).hex()), layersIn(second.usual()));
    assertArrayEquals(
        registry.blob(second.digests().get(1)).orElseThrow(),
        Files.readAllBytes(layerFile(second.usual(), second.digests().get(1))));
  }

  @Test
  void aLayerThatTheRegistryLosesIsFetchedAndPushed() throws Exception {
    LazyRunner.Built first = build("one", "two");
    Digest lost = first.digests().get(0);
    byte[] layer = registry.blob(lost).orElseThrow();
    registry.loseWhenAsked(lost);

    LazyRunner.Built second = build("one", "two");
    assertArrayEquals(layer, registry.blob(lost).orElseThrow());
    assertEquals(List.of(LayerSource.CACHE, LayerSource.IN_REGISTRY), second.sources());
    assertEquals(layer.length, second.built().bytesDown());
    assertEquals(List.of(lost.hex()), layersIn(second.usual()));
    assertArrayEquals(layer, Files.readAllBytes(layerFile(second.usual(), lost)));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aLayerThatRegistryAndCacheLoseIsBuiltAndPushed() throws Exception {
    LazyRunner.Built first = build("one", "two");
    Digest lost = first.digests().get(0);
    byte[] layer = registry.blob(lost).orElseThrow();
    registry.loseWhenAsked(lost);
    Files.delete(runner().store().resolve("blobs").resolve(lost.toString()));

    LazyRunner.Built second = build("one", "two");
    assertArrayEquals(layer, registry.blob(lost).orElseThrow());
    assertEquals(LayerSource.BUILT, second.sources().get(0));
  }

  @Test
  void whatTheCacheAloneHasLostIsExportedAgain() throws Exception {
    LazyRunner.Built first = build("one", "two");
    Path blob = runner().store().resolve("blobs").resolve(first.digests().get(0).toString());
    byte[] layer = Files.readAllBytes(blob);
    Files.delete(blob);

    LazyRunner.Built second = build("one", "two");
    assertEquals(List.of(LayerSource.IN_REGISTRY, LayerSource.IN_REGISTRY), second.sources());
    assertArrayEquals(layer, Files.readAllBytes(blob));
  }

  // Jib alone pushes no layer to such a registry either.
  @Test
  void aRegistryThatSaysYesToAllGetsNoWrongImage() throws Exception {
    LazyRunner.Built first = build("one", "two");
    registry.loseWhenAsked(first.digests().get(0));
    registry.sayYesToAll();
    assertThrows(Exception.class, () -> build("one", "two"));
    assertTrue(registry.blob(first.digests().get(0)).isEmpty());
  }

  @Test
  void aConfigThatLiesAboutADiffIdIsNotBelieved() throws Exception {
    LazyRunner.Built first = build("one", "two");
    String manifest = registry.manifest("app", "latest");
    Digest other = registry.putBlob("another layer");
    // The manifest names another blob where the config names the first layer's diffID.
    registry.putManifest(
        "app", "latest", manifest.replace(first.digests().get(0).toString(), other.toString()));

    LazyRunner.Built second = build("one", "two");
    assertEquals(List.of(LayerSource.CACHE, LayerSource.IN_REGISTRY), second.sources());
    assertEquals(manifest, registry.manifest("app", "latest"));
  }

  @Test
  void aCacheThatNamesALayerOfAnotherRepositoryIsNotBelieved() throws Exception {
    build("one", "two");
    LazyRunner.Built elsewhere = runner().build("another", List.of("one", "two"));
    assertEquals(List.of(LayerSource.CACHE, LayerSource.CACHE), elsewhere.sources());
  }

  @Test
  void aRegistryThatDoesNotKnowTheTagIsLeftAlone() throws Exception {
    build("one", "two");
    registry.requests().clear();
    LazyRunner.Built second = runner().build("app:other", List.of("one", "two"));
    assertEquals(List.of(LayerSource.CACHE, LayerSource.CACHE), second.sources());
    assertEquals(List.of(), warnings);
  }

  @Test
  void aLayerThatAnImageHasTwiceIsNotLeft() throws Exception {
    build("one", "two");
    LazyRunner.Built second = build("one", "one");
    assertEquals(second.digests().get(0), second.digests().get(1));
    assertFalse(second.sources().contains(LayerSource.IN_REGISTRY));
    assertEquals(List.of(), warnings);
  }

  private LazyRunner runner() {
    return new LazyRunner(registry.address(), folder, warnings::add);
  }

  private LazyRunner.Built build(String... layers) throws Exception {
    return runner().build("app", List.of(layers));
  }

  private static List<String> layersIn(JibCacheDirectory cache) throws IOException {
    Path layers = cache.directory().resolve("layers");
    if (!Files.exists(layers)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(layers)) {
      return found.map(layer -> layer.getFileName().toString()).toList();
    }
  }

  private static Path layerFile(JibCacheDirectory cache, Digest layer) throws IOException {
    try (Stream<Path> files = Files.list(cache.layerFolder(layer))) {
      return files.findFirst().orElseThrow();
    }
  }
}
