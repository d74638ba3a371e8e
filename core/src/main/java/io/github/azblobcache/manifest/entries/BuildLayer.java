package io.github.azblobcache.manifest.entries;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.MediaTypes;

/**
 * A layer that this build has seen with its own eyes: both digests were computed, not read.
 *
 * @param blob the compressed layer
 * @param diffId the digest of its uncompressed tar
 */
public record BuildLayer(Descriptor blob, DiffId diffId) {

  /**
   * Whether a manifest's entry claims something else of the same bytes. One digest has one diffID
   * and one size, so the entry is a lie or damage.
   */
  public boolean contradicts(CacheLayer entry) {
    return entry.blob().digest().equals(blob.digest())
        && (!entry.diffId().equals(diffId)
            || entry.blob().sizeBytes() != blob.sizeBytes()
            || isGzip(entry.blob().mediaType()) != isGzip(blob.mediaType()));
  }

  // OCI's and Docker's names of a gzip layer are two names of one thing, and both stay as they are.
  private static boolean isGzip(String mediaType) {
    return MediaTypes.isGzipLayer(mediaType);
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof BuildLayer that && blob.equals(that.blob) && diffId.equals(that.diffId);
  }

  @Override
  public int hashCode() {
    return blob.hashCode();
  }
}
