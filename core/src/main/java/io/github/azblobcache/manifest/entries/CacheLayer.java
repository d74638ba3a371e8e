package io.github.azblobcache.manifest.entries;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a manifest's {@code layers}.
 *
 * <p>One blob may have several entries, with different parents.
 *
 * @param blob the layer's blob
 * @param diffId the digest of its uncompressed tar, as the manifest claims it: to be checked before
 *     it is believed
 * @param parent the index of the entry below this one, or {@link #NO_PARENT}
 * @param createdAt when the layer was made; empty if the manifest does not say
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.32.2/cache/remotecache/v1/types/spec.go">BuildKit,
 *     CacheLayer and LayerAnnotations</a>
 */
public record CacheLayer(Descriptor blob, DiffId diffId, int parent, Optional<Instant> createdAt) {

  /**
   * The {@link #parent} of a bottom layer: BuildKit's own value (docs/behaviour.md, "parents and
   * order").
   */
  public static final int NO_PARENT = -1;

  /**
   * Takes Go's zero time for no time, as BuildKit does (docs/behaviour.md, "times of layers").
   *
   * @throws IllegalArgumentException if the time has no RFC 3339 form
   */
  public CacheLayer {
    if (createdAt.isPresent() && GoTime.requireWritable(createdAt.get()).equals(GoTime.ZERO)) {
      createdAt = Optional.empty();
    }
  }

  public boolean hasParent() {
    return parent != NO_PARENT;
  }

  public CacheLayer withParent(int newParent) {
    return new CacheLayer(blob, diffId, newParent, createdAt);
  }
}
