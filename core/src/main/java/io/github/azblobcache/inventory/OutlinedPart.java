package io.github.azblobcache.inventory;

import io.github.azblobcache.oci.Digest;
import java.util.List;

/**
 * A part of a manifest as numbers.
 *
 * <p>No record: two of them are never compared, and the array would be.
 */
public final class OutlinedPart {

  private final PartAge age;
  private final int[] blobs;
  private final List<Digest> missing;

  OutlinedPart(PartAge age, int[] blobs, List<Digest> missing) {
    this.age = age;
    this.blobs = blobs;
    this.missing = List.copyOf(missing);
  }

  /** Of which image, and when it was exported last. */
  public PartAge age() {
    return age;
  }

  /** The numbers of the blobs that it names, each once; to be read only. */
  public int[] blobs() {
    return blobs;
  }

  /** The blobs that it names and that were not in the listing. */
  public List<Digest> missing() {
    return missing;
  }
}
