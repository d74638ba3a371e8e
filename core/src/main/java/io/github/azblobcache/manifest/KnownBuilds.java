package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.manifest.entries.KnownBuild;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds the builds in a manifest.
 *
 * <p>Of images each chain is one. BuildKit's records are steps and say nothing of builds, so each
 * stack of layers on which nothing else stands counts as one: an image, or a stage of one.
 */
final class KnownBuilds {

  /** As many as exports keep of an image. */
  private static final int MOST_STACKS = 50;

  /** Far above what any runtime can mount. */
  private static final int MOST_LAYERS = 1_000;

  private final List<CacheLayer> layers;

  private KnownBuilds(List<CacheLayer> layers) {
    this.layers = layers;
  }

  static List<KnownBuild> of(CacheConfig config) {
    return new KnownBuilds(config.layers()).in(config);
  }

  private List<KnownBuild> in(CacheConfig config) {
    ConfigParts parts = new ConfigParts(config);
    List<KnownBuild> builds = new ArrayList<>();
    for (CacheRecord image : parts.images()) {
      for (CacheChain chain : image.chains()) {
        builds.add(
            new KnownBuild(
                Optional.of(image.digest()),
                chain.createdAt(),
                chain.layers().stream().map(layers::get).toList()));
      }
    }
    List<CacheRecord> foreign = parts.foreign();
    if (!foreign.isEmpty()) {
      stacks(tops(foreign), builds);
    } else if (builds.isEmpty()) {
      stacks(IntStream.range(0, layers.size()).boxed().toList(), builds);
    }
    return builds;
  }

  private static Iterable<Integer> tops(List<CacheRecord> records) {
    TreeSet<Integer> tops = new TreeSet<>();
    for (CacheRecord record : records) {
      record.results().forEach(result -> tops.add(result.layer()));
      record.chains().forEach(chain -> tops.addAll(chain.layers()));
    }
    return tops;
  }

  private void stacks(Iterable<Integer> tops, List<KnownBuild> builds) {
    boolean[] isBelowAnother = new boolean[layers.size()];
    for (int top : tops) {
      for (int i = layers.get(top).parent();
          i != CacheLayer.NO_PARENT && !isBelowAnother[i];
          i = layers.get(i).parent()) {
        isBelowAnother[i] = true;
      }
    }
    List<Integer> highest = new ArrayList<>();
    for (int top : tops) {
      if (!isBelowAnother[top]) {
        highest.add(top);
      }
    }
    highest.sort(
        Comparator.comparing((Integer top) -> layers.get(top).createdAt().orElse(GoTime.ZERO))
            .reversed());
    for (int top : highest.subList(0, Math.min(MOST_STACKS, highest.size()))) {
      builds.add(stack(top));
    }
  }

  private KnownBuild stack(int top) {
    List<CacheLayer> stack = new ArrayList<>();
    for (int i = top;
        i != CacheLayer.NO_PARENT && stack.size() < MOST_LAYERS;
        i = layers.get(i).parent()) {
      stack.add(layers.get(i));
    }
    Collections.reverse(stack);
    return new KnownBuild(Optional.empty(), layers.get(top).createdAt().orElse(GoTime.ZERO), stack);
  }
}
