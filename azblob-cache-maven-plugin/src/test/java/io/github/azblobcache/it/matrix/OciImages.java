package io.github.azblobcache.it.matrix;

import io.github.azblobcache.it.BaseRegistry;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Publishes images of forms that Jib reads and does not write.
 *
 * @param repository of the images
 */
record OciImages(BaseRegistry registry, String repository) {

  private static final String TYPE = "application/vnd.oci.image.";
  private static final int LAYERS = 4;
  private static final int LAYER_BYTES = 20_000;

  /**
   * An image whose layers are in zstd.
   *
   * @return the layers' digests
   */
  List<String> publishZstd(String tag) throws IOException {
    Path folder = Files.createTempDirectory("layers");
    try {
      List<RandomLayer> layers = new ArrayList<>();
      for (int seed = 0; seed < LAYERS; seed++) {
        layers.add(RandomLayer.writeZstd(folder, seed, LAYER_BYTES));
      }
      publish(tag, layers);
      return layers.stream().map(RandomLayer::digest).toList();
    } finally {
      FileTrees.delete(folder);
    }
  }

  /** An index of an image that is there, for amd64, and of an attestation of it. */
  void publishAttested(String tag, String image) throws IOException {
    publish("attestation", List.of());
    registry.publish(
        repository,
        tag,
        TYPE + "index.v1+json",
        """
        {"schemaVersion": 2, "mediaType": "%sindex.v1+json", "manifests": [
         {%s, "platform": {"architecture": "amd64", "os": "linux"}},
         {%s, "platform": {"architecture": "unknown", "os": "unknown"},
          "annotations": {"vnd.docker.reference.type": "attestation-manifest"}}]}
        """
            .formatted(
                TYPE,
                registry.descriptor(repository, image),
                registry.descriptor(repository, "attestation")));
  }

  private void publish(String tag, List<RandomLayer> layers) throws IOException {
    String diffIds =
        layers.stream().map(it -> '"' + it.diffId() + '"').collect(Collectors.joining(","));
    String config =
        "{\"architecture\": \"amd64\", \"os\": \"linux\","
            + " \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [%s]}}".formatted(diffIds);
    List<String> published = new ArrayList<>();
    for (RandomLayer layer : layers) {
      published.add(publish("layer.v1.tar+zstd", Files.readAllBytes(layer.file())));
    }
    registry.publish(
        repository,
        tag,
        TYPE + "manifest.v1+json",
        "{\"schemaVersion\": 2, \"mediaType\": \"%smanifest.v1+json\", \"config\": %s, \"layers\": [%s]}"
            .formatted(
                TYPE,
                publish("config.v1+json", config.getBytes(StandardCharsets.UTF_8)),
                String.join(",", published)));
  }

  private String publish(String mediaType, byte[] blob) throws IOException {
    String digest = Digest.of(blob).toString();
    registry.publish(repository, digest, blob);
    return "{\"mediaType\": \"%s%s\", \"digest\": \"%s\", \"size\": %d}"
        .formatted(TYPE, mediaType, digest, blob.length);
  }
}
