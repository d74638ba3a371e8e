package io.github.azblobcache.oci;

/**
 * The digest of a layer's <em>uncompressed</em> tar.
 *
 * <p>A separate type because a {@link Digest} in a descriptor is of the compressed bytes: the two
 * look alike, are never interchangeable, and a mix-up is a cache that never hits.
 *
 * @param digest the SHA-256 of the uncompressed tar
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#layer-diffid">OCI
 *     image-spec, layer DiffID</a>
 */
public record DiffId(Digest digest) implements Comparable<DiffId> {

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is not {@code sha256:<64 hex digits>}
   */
  public static DiffId parse(String text) {
    return new DiffId(Digest.parse(text));
  }

  @Override
  public int compareTo(DiffId other) {
    return digest.compareTo(other.digest);
  }

  /** {@code sha256:<64 hex digits>}. */
  @Override
  public String toString() {
    return digest.toString();
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof DiffId that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}
