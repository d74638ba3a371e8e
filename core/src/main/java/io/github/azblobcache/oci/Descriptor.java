package io.github.azblobcache.oci;

/**
 * What a blob is, which bytes it has, and how many.
 *
 * @param mediaType the OCI or Docker media type, for instance {@link MediaTypes#OCI_LAYER_GZIP}
 * @param digest the digest of the blob as stored, for a layer the compressed bytes
 * @param sizeBytes the length of the blob as stored, in bytes
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md">OCI
 *     image-spec, descriptors</a>
 */
public record Descriptor(String mediaType, Digest digest, long sizeBytes) {

  /**
   * @throws IllegalArgumentException if the size is negative or the media type empty
   */
  public Descriptor {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("The size of " + digest + " is negative: " + sizeBytes);
    }
    if (mediaType.isBlank()) {
      throw new IllegalArgumentException("The media type of " + digest + " is empty");
    }
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof Descriptor that
        && digest.equals(that.digest)
        && sizeBytes == that.sizeBytes
        && mediaType.equals(that.mediaType);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}
