package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When each layer of a manifest was last part of a build. */
final class LayerAges {

  private final List<CacheLayer> layers;
  private final Instant[] lastBuilt;

  LayerAges(CacheConfig config) {
    this.layers = config.layers();
    this.lastBuilt = new Instant[layers.size()];
    for (int i = 0; i < lastBuilt.length; i++) {
      lastBuilt[i] = layers.get(i).createdAt().orElse(GoTime.ZERO);
    }
    boolean[] seen = new boolean[layers.size()];
    // Newest first: then the first build that reaches a layer is its last, and each layer is walked
    // over once, however the parents of a hostile manifest are laid.
    List<CacheChain> uses = uses(config.records());
    uses.sort((one, other) -> other.createdAt().compareTo(one.createdAt()));
    for (CacheChain use : uses) {
      for (int top : use.layers()) {
        date(top, use.createdAt(), seen);
      }
    }
  }

  /**
   * The layers asked for, one per digest, those of the newest builds first.
   *
   * @param wanted their indexes
   */
  List<CacheLayer> newestFirst(List<Integer> wanted) {
    List<Integer> sorted = new ArrayList<>(wanted);
    sorted.sort(this::compare);
    Set<Digest> taken = new HashSet<>();
    List<CacheLayer> newestFirst = new ArrayList<>();
    for (int index : sorted) {
      if (taken.add(layers.get(index).blob().digest())) {
        newestFirst.add(layers.get(index));
      }
    }
    return List.copyOf(newestFirst);
  }

  /** The newer one first, and by digest where both are equally old. */
  private int compare(int one, int other) {
    int byAge = lastBuilt[other].compareTo(lastBuilt[one]);
    return byAge != 0
        ? byAge
        : layers.get(one).blob().digest().compareTo(layers.get(other).blob().digest());
  }

  private static List<CacheChain> uses(List<CacheRecord> records) {
    List<CacheChain> uses = new ArrayList<>();
    for (CacheRecord record : records) {
      uses.addAll(record.chains());
      for (CacheResult result : record.results()) {
        uses.add(new CacheChain(List.of(result.layer()), result.createdAt()));
      }
    }
    return uses;
  }

  private void date(int top, Instant time, boolean[] seen) {
    for (int i = top; i != CacheLayer.NO_PARENT && !seen[i]; i = layers.get(i).parent()) {
      seen[i] = true;
      lastBuilt[i] = time;
    }
  }
}
