package io.github.azblobcache.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds all builds of the same sources to the same images, whoever built them. */
final class SameImages {

  private final Map<Integer, List<String>> known = new HashMap<>();

  /**
   * @param change which state of the sources was built
   * @param digests of the images
   */
  void require(int change, List<String> digests) {
    NotAsClaimedException.require(!digests.isEmpty(), "an image is built", "none");
    List<String> first = known.computeIfAbsent(change, key -> digests);
    NotAsClaimedException.require(first.equals(digests), "the image is " + first, digests);
  }
}
