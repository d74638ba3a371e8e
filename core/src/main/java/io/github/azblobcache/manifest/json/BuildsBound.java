package io.github.azblobcache.manifest.json;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import java.util.List;

/**
 * How much a manifest names in all: each build of an image names its layers and all below them, so
 * that a small manifest can name as much as the product of its builds and its layers.
 */
final class BuildsBound {

  /** Some 4,000 builds of 1,000 layers. */
  static final int MOST_LAYERS = 1 << 22;

  private final List<CacheLayer> layers;

  /** By layer, the number of the last build that it was counted for. */
  private final int[] countedFor;

  private int builds;
  private int count;

  private BuildsBound(List<CacheLayer> layers) {
    this.layers = layers;
    this.countedFor = new int[layers.size()];
  }

  /** Whether its builds name no more than {@link #MOST_LAYERS} layers, each build's counted. */
  static boolean isMetBy(CacheConfig config) {
    BuildsBound bound = new BuildsBound(config.layers());
    for (CacheRecord record : config.records()) {
      if (config.images().containsKey(record.digest())) {
        for (CacheChain chain : record.chains()) {
          if (!bound.takes(chain)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean takes(CacheChain build) {
    builds++;
    for (int top : build.layers()) {
      for (int i = top;
          i != CacheLayer.NO_PARENT && countedFor[i] != builds;
          i = layers.get(i).parent()) {
        countedFor[i] = builds;
        if (++count > MOST_LAYERS) {
          return false;
        }
      }
    }
    return true;
  }
}
