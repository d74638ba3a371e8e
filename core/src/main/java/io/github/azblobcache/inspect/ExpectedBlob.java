package io.github.azblobcache.inspect;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.MediaTypes;
import java.util.Optional;

/**
 * What a manifest says of a blob.
 *
 * @param manifest the manifest that says so, or the first of several
 * @param blob digest, size and media type; a size of 0 is none
 * @param diffId what it is to inflate to
 */
record ExpectedBlob(ManifestName manifest, Descriptor blob, DiffId diffId) {

  static ExpectedBlob of(ManifestName manifest, CacheLayer layer) {
    return new ExpectedBlob(manifest, layer.blob(), layer.diffId());
  }

  boolean isGzip() {
    return MediaTypes.isGzipLayer(blob.mediaType());
  }

  boolean isOtherThan(ExpectedBlob claim) {
    return !blob.equals(claim.blob) || !diffId.equals(claim.diffId);
  }

  /** What the manifest says of the size; empty if it says nothing. */
  Optional<Long> sizeBytes() {
    return Optional.of(blob.sizeBytes()).filter(size -> size > 0);
  }

  /** The layer as it should be, but for its size, which the store knows better. */
  CacheLayer withSize(long sizeBytes) {
    Descriptor sized = new Descriptor(blob.mediaType(), blob.digest(), sizeBytes);
    return new CacheLayer(sized, diffId, CacheLayer.NO_PARENT, Optional.empty());
  }
}
