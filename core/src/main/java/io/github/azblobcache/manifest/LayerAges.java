package io.github.azblobcache.manifest;

import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** When each layer of a manifest was last part of a build. */
final class LayerAges {

  private final List<CacheLayer> layers;
  private final Instant[] lastBuilt;

  LayerAges(CacheConfig config) {
    this.layers = config.layers();
    this.lastBuilt =
        layers.stream().map(layer -> layer.createdAt().orElse(GoTime.ZERO)).toArray(Instant[]::new);
    boolean[] seen = new boolean[layers.size()];
    // Newest first: then the first build that reaches a layer is its last, and each layer is walked
    // over once, however the parents of a hostile manifest are laid.
    uses(config.records())
        .sorted(Comparator.comparing(CacheChain::createdAt).reversed())
        .forEach(use -> use.layers().forEach(top -> date(top, use.createdAt(), seen)));
  }

  /**
   * The layers asked for, one per digest, those of the newest builds first.
   *
   * @param wanted their indexes
   */
  List<CacheLayer> newestFirst(List<Integer> wanted) {
    Set<Digest> taken = new HashSet<>();
    return wanted.stream()
        .sorted(
            Comparator.comparing((Integer i) -> lastBuilt[i])
                .reversed()
                .thenComparing(i -> layers.get(i).blob().digest()))
        .map(layers::get)
        .filter(layer -> taken.add(layer.blob().digest()))
        .toList();
  }

  private static Stream<CacheChain> uses(List<CacheRecord> records) {
    return records.stream()
        .flatMap(
            record ->
                Stream.concat(
                    record.chains().stream(),
                    record.results().stream()
                        .map(r -> new CacheChain(List.of(r.layer()), r.createdAt()))));
  }

  private void date(int top, Instant time, boolean[] seen) {
    for (int i = top; i != CacheLayer.NO_PARENT && !seen[i]; i = layers.get(i).parent()) {
      seen[i] = true;
      lastBuilt[i] = time;
    }
  }
}
