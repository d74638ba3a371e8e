package io.github.azblobcache.jib.base;

import io.github.azblobcache.jib.base.image.Documents;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The documents of an image as its registry has them.
 *
 * @param registry the repository
 * @param directory where they are kept; belongs to the caller
 */
record PublishedDocuments(RegistryAccess registry, Path directory) implements Documents {

  /** What a manifest of any form is called here. It is not read by this name. */
  static final String MANIFEST_MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private static final String CONFIG_MEDIA_TYPE = "application/vnd.oci.image.config.v1+json";

  /**
   * What a tag points to now.
   *
   * @throws IOException if the registry can't be asked
   */
  Digest digestOf(String tag) throws IOException {
    return registry
        .ask(client -> client.checkManifest(tag))
        .map(manifest -> new Digest(manifest.getDigest().getHash()))
        .orElseThrow(() -> new IOException("the registry has no tag '" + tag + "'"));
  }

  @Override
  public Optional<LayerFile> document(Kind kind, Digest digest) throws IOException {
    boolean isManifest = kind == Kind.MANIFEST;
    if (isManifest) {
      registry.ask(client -> client.checkManifest(digest.toString()));
    }
    byte[] bytes = registry.read((isManifest ? "manifests/" : "blobs/") + digest, MAX_BYTES);
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    Path file = Files.write(directory.resolve(digest.hex()), bytes);
    String mediaType = isManifest ? MANIFEST_MEDIA_TYPE : CONFIG_MEDIA_TYPE;
    return Optional.of(
        new LayerFile(new Descriptor(mediaType, digest, bytes.length), new DiffId(digest), file));
  }
}
