package io.github.azblobcache.manifest;

import io.github.azblobcache.oci.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which of two builds is the newer one. */
final class BuildOrder {

  private BuildOrder() {}

  /** By date, and by content where the dates are equal, so that every exporter agrees. */
  static Comparator<CacheChain> oldestFirst(List<CacheLayer> layers) {
    return Comparator.comparing(CacheChain::createdAt)
        .thenComparing(
            chain -> blobs(chain, layers).stream().map(Digest::hex).collect(Collectors.joining()));
  }

  /** What makes two chains the same build: the digests of their blobs, lowest layer first. */
  static List<Digest> blobs(CacheChain chain, List<CacheLayer> layers) {
    return chain.layers().stream().map(index -> layers.get(index).blob().digest()).toList();
  }
}
