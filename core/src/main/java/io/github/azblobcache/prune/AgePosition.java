package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.PartAge;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.Comparator;

/**
 * The place of a part of a manifest among all parts of all manifests, the oldest first. The order
 * does not depend on the listing, so that two runs decide alike.
 *
 * @param lastUsed decides
 * @param manifest decides where the times are equal
 * @param image the digest's digits, or empty for BuildKit's part; decides where the manifests are
 *     equal too
 */
record AgePosition(Instant lastUsed, String manifest, String image)
    implements Comparable<AgePosition> {

  private static final Comparator<AgePosition> ORDER =
      Comparator.comparing(AgePosition::lastUsed)
          .thenComparing(AgePosition::manifest)
          .thenComparing(AgePosition::image);

  static AgePosition of(ManifestName manifest, PartAge age) {
    return new AgePosition(
        age.lastUsed(), manifest.value(), age.image().map(Digest::hex).orElse(""));
  }

  @Override
  public int compareTo(AgePosition other) {
    return ORDER.compare(this, other);
  }
}
