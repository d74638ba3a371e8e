package io.github.azblobcache.manifest.entries;

import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a manifest can lose as a whole: one build of one image, or all that BuildKit wrote
 * there.
 *
 * @param image the digest of the image's record; empty for BuildKit's part, of which a manifest has
 *     at most one
 * @param createdAt when the build was made; for BuildKit's part {@code 0001-01-01T00:00:00Z}, for
 *     its dates do not say when it was last exported
 * @param blobs the layers that it names, and those below them
 */
public record CachePart(Optional<Digest> image, Instant createdAt, Set<Digest> blobs) {

  /** Copies the set. */
  public CachePart {
    blobs = Set.copyOf(blobs);
  }

  /** Whether this is what BuildKit wrote. */
  public boolean isForeign() {
    return image.isEmpty();
  }

  /** Whether the manifest says when the part was made. */
  public boolean isDated() {
    return !createdAt.equals(GoTime.ZERO);
  }
}
