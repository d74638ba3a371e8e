package io.github.azblobcache.jib.base.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.jib.base.PublishedImage;
import io.github.azblobcache.jib.base.PublishedImage.Layer;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedImageTest {

  private static final Layer BOTTOM = Layer.named("bottom");
  private static final Layer TOP = Layer.named("top");
  private static final Set<Platform> AMD64 = Set.of(PublishedImage.AMD64);

  @TempDir private Path folder;
  private PublishedImage registry;

  @BeforeEach
  void opensARegistry() {
    registry = new PublishedImage(folder);
  }

  @Test
  void readsManifestAndConfigAndKnowsTheLayers() throws IOException {
    Digest config = registry.config(BOTTOM, TOP);
    Digest manifest = registry.manifest(config, BOTTOM, TOP);

    PinnedImage image = PinnedImage.read(manifest, AMD64, registry).orElseThrow();

    assertEquals(List.of(manifest, config), digests(image));
    assertEquals(List.of(BOTTOM, TOP), layers(image, AMD64));
  }

  @Test
  void aLayersMediaTypeIsTheOneOfTheRegistrysManifest() throws IOException {
    Layer zstd = TOP.called(MediaTypes.OCI_LAYER_ZSTD);
    PinnedImage image =
        PinnedImage.read(registry.image(BOTTOM, zstd, TOP.called("")), AMD64, registry)
            .orElseThrow();

    assertEquals(
        List.of(MediaTypes.OCI_LAYER_GZIP, MediaTypes.OCI_LAYER_ZSTD, MediaTypes.OCI_LAYER_GZIP),
        image.metadata().layers(AMD64).orElseThrow().stream()
            .map(layer -> layer.blob().mediaType())
            .toList());
  }

  @Test
  void readsOfAListWhatThePlatformsNeed() throws IOException {
    Digest amd64 = registry.image(BOTTOM);
    Digest arm64 = registry.image(BOTTOM, TOP);
    Digest other = Digest.of(new byte[1]);
    Map<Platform, Digest> manifests = new LinkedHashMap<>();
    manifests.put(PublishedImage.AMD64, amd64);
    manifests.put(PublishedImage.ARM64, arm64);
    manifests.put(new Platform("s390x", "linux"), other);
    Digest list = registry.list(manifests);
    List<Platform> both = List.of(PublishedImage.AMD64, PublishedImage.ARM64);

    PinnedImage image = PinnedImage.read(list, both, registry).orElseThrow();

    assertEquals(
        List.of(list, amd64, registry.config(BOTTOM), arm64, registry.config(BOTTOM, TOP)),
        digests(image));
    assertEquals(List.of(BOTTOM, BOTTOM, TOP), layers(image, both));
  }

  @Test
  void aPlatformThatTheListLacksIsAMiss() throws IOException {
    Digest list = registry.list(Map.of(PublishedImage.ARM64, registry.image(BOTTOM)));
    assertEquals(Optional.empty(), PinnedImage.read(list, AMD64, registry));
  }

  @Test
  void aMissingDocumentIsAMiss() throws IOException {
    Digest config = registry.config(BOTTOM);
    Digest manifest = registry.manifest(config, BOTTOM);

    registry.remove(config);
    assertEquals(Optional.empty(), PinnedImage.read(manifest, AMD64, registry));
    registry.remove(manifest);
    assertEquals(Optional.empty(), PinnedImage.read(manifest, AMD64, registry));
  }

  @Test
  void anExchangedManifestIsNotUsed() throws IOException {
    Digest manifest = registry.image(BOTTOM);
    Digest evil = registry.image(TOP);
    registry.exchange(
        manifest,
        java.nio.file.Files.readString(
            registry.document(Documents.Kind.MANIFEST, evil).orElseThrow().file()));

    assertEquals(Optional.empty(), PinnedImage.read(manifest, AMD64, registry));
  }

  @Test
  void anExchangedConfigIsNotUsed() throws IOException {
    Digest config = registry.config(BOTTOM);
    Digest manifest = registry.manifest(config, BOTTOM);
    registry.exchange(config, "{\"rootfs\": {\"diff_ids\": [\"" + TOP.diffId() + "\"]}}");

    assertEquals(Optional.empty(), PinnedImage.read(manifest, AMD64, registry));
  }

  @Test
  void anExchangedManifestOfAListIsNotUsed() throws IOException {
    Digest manifest = registry.image(BOTTOM);
    Digest list = registry.list(Map.of(PublishedImage.AMD64, manifest));
    registry.exchange(manifest, "{\"schemaVersion\": 2, \"layers\": []}");

    assertEquals(Optional.empty(), PinnedImage.read(list, AMD64, registry));
  }

  @Test
  void aConfigWithMoreDiffIdsThanThereAreLayersIsNotUsed() throws IOException {
    Digest manifest = registry.manifest(registry.config(BOTTOM, TOP), BOTTOM);
    assertEquals(Optional.empty(), PinnedImage.read(manifest, AMD64, registry));
  }

  @Test
  void aManifestOfAnOldFormIsNotUsed() throws IOException {
    Digest manifest = registry.publish("{\"schemaVersion\": 1, \"fsLayers\": [], \"history\": []}");
    assertEquals(Optional.empty(), PinnedImage.read(manifest, AMD64, registry));
  }

  @Test
  void aDocumentThatIsNoJsonIsTrouble() {
    Digest manifest = registry.publish("<html>");
    assertThrows(IOException.class, () -> PinnedImage.read(manifest, AMD64, registry));
  }

  private static List<Digest> digests(PinnedImage image) {
    return image.documents().stream().map(document -> document.blob().digest()).toList();
  }

  private static List<Layer> layers(PinnedImage image, java.util.Collection<Platform> platforms) {
    return image.metadata().layers(platforms).orElseThrow().stream()
        .map(PinnedImageTest::layer)
        .toList();
  }

  private static Layer layer(CacheLayer layer) {
    return new Layer(layer.blob().digest(), layer.blob().sizeBytes(), layer.diffId());
  }
}
