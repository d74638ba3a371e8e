package io.github.azblobcache.manifest.entries;

import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A build that a manifest remembers.
 *
 * @param image the digest of the image's record; empty for BuildKit's builds
 * @param createdAt when the build was exported last; of BuildKit's when its top layer was made, and
 *     {@code 0001-01-01T00:00:00Z} if the manifest does not say
 * @param layers lowest first
 */
public record KnownBuild(Optional<Digest> image, Instant createdAt, List<CacheLayer> layers) {

  /** Copies the list. */
  public KnownBuild {
    layers = List.copyOf(layers);
  }

  /** Whether the manifest says when the build was made. */
  public boolean isDated() {
    return !createdAt.equals(GoTime.ZERO);
  }
}
