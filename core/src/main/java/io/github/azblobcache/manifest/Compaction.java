package io.github.azblobcache.manifest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Drops the layers that no record leads to, makes one entry of equal ones without a parent, and
 * sorts what is left.
 *
 * <p>The order is BuildKit's: by digest, entries without a parent first, else as they stood.
 */
final class Compaction {

  private static final int DROPPED = -1;

  private final CacheConfig config;
  private final List<Integer> layerOrder;
  private final int[] newLayerIndex;
  private final List<Integer> recordOrder;
  private final int[] newRecordIndex;

  private Compaction(CacheConfig config) {
    this.config = config;
    List<CacheLayer> layers = config.layers();
    int[] same = sameEntries(layers);
    boolean[] named = named(config, same);
    this.layerOrder =
        IntStream.range(0, layers.size())
            .filter(i -> named[i])
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> layers.get(i).blob().digest())
                    .thenComparing(i -> layers.get(i).hasParent()))
            .toList();
    int[] newIndex = inverse(layerOrder, layers.size());
    this.newLayerIndex = IntStream.of(same).map(i -> newIndex[i]).toArray();
    this.recordOrder =
        IntStream.range(0, config.records().size())
            .boxed()
            .sorted(Comparator.comparing(i -> config.records().get(i).digest()))
            .toList();
    this.newRecordIndex = inverse(recordOrder, config.records().size());
  }

  static CacheConfig of(CacheConfig config) {
    Compaction compaction = new Compaction(config);
    return new CacheConfig(
        compaction.layerOrder.stream().map(compaction::layer).toList(),
        compaction.recordOrder.stream().map(compaction::record).toList(),
        config.images());
  }

  private CacheLayer layer(int oldIndex) {
    CacheLayer layer = config.layers().get(oldIndex);
    return layer.hasParent() ? layer.withParent(newLayerIndex[layer.parent()]) : layer;
  }

  private CacheRecord record(int oldIndex) {
    CacheRecord record = config.records().get(oldIndex);
    return new CacheRecord(
        record.digest(),
        record.results().stream()
            .map(r -> new CacheResult(newLayerIndex[r.layer()], r.createdAt()))
            .toList(),
        record.chains().stream().map(this::chain).toList(),
        record.inputs().stream().map(this::input).toList());
  }

  private CacheChain chain(CacheChain chain) {
    return new CacheChain(
        chain.layers().stream().map(i -> newLayerIndex[i]).toList(), chain.createdAt());
  }

  private List<CacheInput> input(List<CacheInput> input) {
    return input.stream()
        .map(i -> new CacheInput(i.selector(), newRecordIndex[i.link()]))
        .sorted(Comparator.comparingInt(CacheInput::link))
        .toList();
  }

  /** For each entry the first one that is the same layer on nothing; itself if it has a parent. */
  private static int[] sameEntries(List<CacheLayer> layers) {
    Map<BuildLayer, Integer> first = new HashMap<>();
    return IntStream.range(0, layers.size())
        .map(
            i ->
                layers.get(i).hasParent() ? i : first.computeIfAbsent(facts(layers.get(i)), k -> i))
        .toArray();
  }

  private static BuildLayer facts(CacheLayer layer) {
    return new BuildLayer(layer.blob(), layer.diffId());
  }

  private static boolean[] named(CacheConfig config, int[] same) {
    boolean[] named = new boolean[config.layers().size()];
    for (CacheRecord record : config.records()) {
      record.results().forEach(result -> mark(named, config.layers(), same, result.layer()));
      record
          .chains()
          .forEach(chain -> chain.layers().forEach(i -> mark(named, config.layers(), same, i)));
    }
    return named;
  }

  private static void mark(boolean[] named, List<CacheLayer> layers, int[] same, int top) {
    for (int i = top; i != CacheLayer.NO_PARENT && !named[same[i]]; i = layers.get(i).parent()) {
      named[same[i]] = true;
    }
  }

  private static int[] inverse(List<Integer> order, int size) {
    int[] inverse = new int[size];
    Arrays.fill(inverse, DROPPED);
    for (int i = 0; i < order.size(); i++) {
      inverse[order.get(i)] = i;
    }
    return inverse;
  }
}
