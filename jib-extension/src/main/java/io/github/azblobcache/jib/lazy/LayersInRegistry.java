package io.github.azblobcache.jib.lazy;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers that an image in the target repository has, and that a cache says the same of.
 *
 * @param blobs what each diffID is there
 */
record LayersInRegistry(Map<DiffId, Descriptor> blobs) {

  static final LayersInRegistry NONE = new LayersInRegistry(Map.of());

  /**
   * What both say: a diffID, and the digest and size that belong to it.
   *
   * @param image the layers of the image in the repository
   * @param cached those of a build that a cache knows
   */
  static LayersInRegistry of(List<CacheLayer> image, List<CacheLayer> cached) {
    Map<DiffId, Descriptor> inCache = new HashMap<>();
    for (CacheLayer layer : cached) {
      inCache.put(layer.diffId(), layer.blob());
    }
    Map<DiffId, Descriptor> both = new HashMap<>();
    for (CacheLayer layer : image) {
      Descriptor blob = inCache.get(layer.diffId());
      if (blob != null && isSame(blob, layer.blob())) {
        both.put(layer.diffId(), blob);
      }
    }
    return new LayersInRegistry(Map.copyOf(both));
  }

  // Media types are often different for the same bytes.
  private static boolean isSame(Descriptor one, Descriptor other) {
    return one.digest().equals(other.digest()) && one.sizeBytes() == other.sizeBytes();
  }

  Optional<Descriptor> blob(DiffId diffId) {
    return Optional.ofNullable(blobs.get(diffId));
  }

  boolean has(CacheLayer layer) {
    Descriptor blob = blobs.get(layer.diffId());
    return blob != null && isSame(blob, layer.blob());
  }
}
