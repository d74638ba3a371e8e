package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which of two builds is the newer one. */
final class BuildOrder {

  private BuildOrder() {}

  /** By date, and by content where the dates are equal, so that every exporter agrees. */
  static Comparator<CacheChain> oldestFirst(List<CacheLayer> layers) {
    return (one, other) -> {
      int byDate = one.createdAt().compareTo(other.createdAt());
      return byDate != 0 ? byDate : content(one, layers).compareTo(content(other, layers));
    };
  }

  private static String content(CacheChain chain, List<CacheLayer> layers) {
    StringBuilder content = new StringBuilder();
    for (Digest blob : blobs(chain, layers)) {
      content.append(blob.hex());
    }
    return content.toString();
  }

  /** What makes two chains the same build: the digests of their blobs, lowest layer first. */
  static List<Digest> blobs(CacheChain chain, List<CacheLayer> layers) {
    List<Digest> blobs = new ArrayList<>();
    for (int index : chain.layers()) {
      blobs.add(layers.get(index).blob().digest());
    }
    return blobs;
  }
}
