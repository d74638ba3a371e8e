package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.jib.base.image.Documents;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Documents of images as registries publish them: with more in them than Jib remembers. */
public final class PublishedImage implements Documents {

  public static final Platform AMD64 = new Platform("amd64", "linux");
  public static final Platform ARM64 = new Platform("arm64", "linux");

  private final Path folder;
  private final Map<Digest, String> published = new HashMap<>();

  public PublishedImage(Path folder) {
    this.folder = folder;
  }

  /** A layer as a manifest and a config speak of it. */
  public record Layer(Digest digest, long sizeBytes, DiffId diffId, String mediaType) {

    public Layer(Digest digest, long sizeBytes, DiffId diffId) {
      this(digest, sizeBytes, diffId, MediaTypes.OCI_LAYER_GZIP);
    }

    public Layer called(String newMediaType) {
      return new Layer(digest, sizeBytes, diffId, newMediaType);
    }

    public static Layer named(String name) {
      return new Layer(
          Digest.of(name.getBytes(StandardCharsets.UTF_8)),
          name.length(),
          new DiffId(Digest.of((name + " tar").getBytes(StandardCharsets.UTF_8))));
    }
  }

  public Digest config(Layer... layers) {
    return publish(
        """
        {"architecture": "amd64", "os": "linux", "os.version": "not known to Jib",
         "rootfs": {"type": "layers", "diff_ids": [%s]}}
        """
            .formatted(
                List.of(layers).stream()
                    .map(layer -> "\"" + layer.diffId() + "\"")
                    .collect(Collectors.joining(","))));
  }

  public Digest manifest(Digest config, Layer... layers) {
    return publish(
        """
        {"schemaVersion": 2, "annotations": {"org.example": "not known to Jib"},
         "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 9},
         "layers": [%s]}
        """
            .formatted(
                config,
                List.of(layers).stream()
                    .map(
                        layer ->
                            """
                            {"mediaType": "%s", "digest": "%s", "size": %d}
                            """
                                .formatted(layer.mediaType(), layer.digest(), layer.sizeBytes()))
                    .collect(Collectors.joining(","))));
  }

  public Digest image(Layer... layers) {
    return manifest(config(layers), layers);
  }

  public Digest list(Map<Platform, Digest> manifests) {
    return publish(
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
         "manifests": [%s]}
        """
            .formatted(
                manifests.entrySet().stream()
                    .map(
                        it ->
                            """
                            {"mediaType": "application/vnd.oci.image.manifest.v1+json",
                             "digest": "%s", "size": 7,
                             "platform": {"architecture": "%s", "os": "%s"}}
                            """
                                .formatted(
                                    it.getValue(),
                                    it.getKey().getArchitecture(),
                                    it.getKey().getOs()))
                    .collect(Collectors.joining(","))));
  }

  public Digest publish(String document) {
    Digest digest = Digest.of(document.getBytes(StandardCharsets.UTF_8));
    published.put(digest, document);
    return digest;
  }

  /** Puts other bytes in a document's place. */
  public void exchange(Digest digest, String document) {
    published.put(digest, document);
  }

  public void remove(Digest digest) {
    published.remove(digest);
  }

  @Override
  public Optional<LayerFile> document(Kind kind, Digest digest) throws IOException {
    if (!published.containsKey(digest)) {
      return Optional.empty();
    }
    Path file = Files.writeString(folder.resolve(digest.hex()), published.get(digest));
    Descriptor blob = new Descriptor("text/plain", digest, Files.size(file));
    return Optional.of(new LayerFile(blob, new DiffId(digest), file));
  }
}
