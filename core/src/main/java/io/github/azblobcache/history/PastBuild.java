package io.github.azblobcache.history;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One build of an image, as the manifests of a cache remember it.
 *
 * @param id the OCI chain ID of its layers: builds of the same layers are one build
 * @param exportedAt when it was exported last, by the store's clock; of BuildKit's builds when the
 *     top layer was made
 * @param names the manifests that remember it, sorted
 * @param layers lowest first
 * @param fileLists the blob that was exported with it, which says what files the layers have that
 *     it or an earlier build had; empty if there was none
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#layer-chainid">OCI
 *     image-spec, layer ChainID</a>
 */
public record PastBuild(
    Digest id,
    Instant exportedAt,
    List<String> names,
    List<CacheLayer> layers,
    Optional<Descriptor> fileLists) {

  /** Copies the lists. */
  public PastBuild {
    names = List.copyOf(names);
    layers = List.copyOf(layers);
  }

  /** The chain ID of some layers, lowest first; of none the digest of nothing. */
  static Digest chainId(List<CacheLayer> layers) {
    Optional<Digest> chain = Optional.empty();
    for (CacheLayer layer : layers) {
      Digest diffId = layer.diffId().digest();
      chain =
          chain.isEmpty()
              ? Optional.of(diffId)
              : Optional.of(
                  Digest.of((chain.get() + " " + diffId).getBytes(StandardCharsets.UTF_8)));
    }
    return chain.orElseGet(() -> Digest.of(new byte[0]));
  }

  /** The diffIDs of its layers. */
  Set<DiffId> diffIds() {
    Set<DiffId> diffIds = new HashSet<>();
    layers.forEach(layer -> diffIds.add(layer.diffId()));
    return diffIds;
  }

  /** The compressed bytes of all its layers. */
  long sizeBytes() {
    return layers.stream().mapToLong(layer -> layer.blob().sizeBytes()).sum();
  }

  /** Whether a manifest remembers both builds. */
  boolean sharesANameWith(PastBuild other) {
    return names.stream().anyMatch(other.names::contains);
  }
}
