package io.github.azblobcache.inventory;

import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * How old a part of a manifest is.
 *
 * @param image the digest of the image's record; empty for BuildKit's part
 * @param lastUsed when the part was exported last, as far as that is known
 */
public record PartAge(Optional<Digest> image, Instant lastUsed) {

  /**
   * The age of a part. Where the manifest does not date it, or dates it later than its own last
   * write, it is the age of the manifest.
   *
   * @param manifestModified when the manifest was written last, by the store's clock
   */
  public static PartAge of(CachePart part, Instant manifestModified) {
    boolean isCredible = part.isDated() && part.createdAt().isBefore(manifestModified);
    return new PartAge(part.image(), isCredible ? part.createdAt() : manifestModified);
  }
}
