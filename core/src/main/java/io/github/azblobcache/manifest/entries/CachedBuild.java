package io.github.azblobcache.manifest.entries;

import io.github.azblobcache.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One build of one image, to be put into a manifest.
 *
 * @param image which image: its builds replace each other, for instance {@code com.acme:shop}, with
 *     the platform behind it where there are several
 * @param layers lowest first; at least one; the same layer may occur twice
 * @param createdAt when it was built
 */
public record CachedBuild(String image, List<BuildLayer> layers, Instant createdAt) {

  private static final String RECORD_KEY = "azblob-cache/image/v1/";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the image has no name, there is no layer, or two layers say
   *     different things of one digest
   */
  public CachedBuild {
    layers = List.copyOf(layers);
    GoTime.requireWritable(createdAt);
    if (image.isBlank()) {
      throw new IllegalArgumentException("An image without a name");
    }
    if (layers.isEmpty()) {
      // BuildKit has no use for an empty chain, and loads one as a result without content.
      throw new IllegalArgumentException("A build of '" + image + "' without layers");
    }
    Map<Digest, BuildLayer> byDigest = new HashMap<>();
    for (BuildLayer layer : layers) {
      BuildLayer other = byDigest.putIfAbsent(layer.blob().digest(), layer);
      if (other != null && !other.equals(layer)) {
        throw new IllegalArgumentException("Two layers of one digest: " + other + ", " + layer);
      }
    }
  }

  /**
   * The digest of an image's record: the SHA-256 of {@code azblob-cache/image/v1/<image>} in UTF-8.
   *
   * <p>Computed from the name alone, so that the record is found again in a manifest that lost
   * every other mark of this tool.
   */
  public static Digest recordDigestOf(String image) {
    return Digest.of((RECORD_KEY + image).getBytes(StandardCharsets.UTF_8));
  }

  /** The digests of the layers' blobs, lowest layer first. */
  public List<Digest> blobs() {
    List<Digest> blobs = new ArrayList<>();
    for (BuildLayer layer : layers) {
      blobs.add(layer.blob().digest());
    }
    return List.copyOf(blobs);
  }
}
