package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drops the layers that no record leads to, makes one entry of equal ones without a parent, and
 * sorts what is left.
 *
 * <p>The order is BuildKit's: by digest, entries without a parent first, else as they stood
 * (docs/behaviour.md, "parents and order").
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
    this.layerOrder = layerOrder(layers, named(config, same));
    int[] newIndex = inverse(layerOrder, layers.size());
    this.newLayerIndex = new int[same.length];
    for (int i = 0; i < same.length; i++) {
      newLayerIndex[i] = newIndex[same[i]];
    }
    this.recordOrder = recordOrder(config.records());
    this.newRecordIndex = inverse(recordOrder, config.records().size());
  }

  private static List<Integer> layerOrder(List<CacheLayer> layers, boolean[] named) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (named[i]) {
        order.add(i);
      }
    }
    order.sort((one, other) -> compare(layers.get(one), layers.get(other)));
    return order;
  }

  private static int compare(CacheLayer one, CacheLayer other) {
    int byDigest = one.blob().digest().compareTo(other.blob().digest());
    return byDigest != 0 ? byDigest : Boolean.compare(one.hasParent(), other.hasParent());
  }

  private static List<Integer> recordOrder(List<CacheRecord> records) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      order.add(i);
    }
    order.sort((one, other) -> records.get(one).digest().compareTo(records.get(other).digest()));
    return order;
  }

  static CacheConfig of(CacheConfig config) {
    Compaction compaction = new Compaction(config);
    List<CacheLayer> layers = new ArrayList<>();
    for (int oldIndex : compaction.layerOrder) {
      layers.add(compaction.layer(oldIndex));
    }
    List<CacheRecord> records = new ArrayList<>();
    for (int oldIndex : compaction.recordOrder) {
      records.add(compaction.record(oldIndex));
    }
    return new CacheConfig(layers, records, config.images());
  }

  private CacheLayer layer(int oldIndex) {
    CacheLayer layer = config.layers().get(oldIndex);
    return layer.hasParent() ? layer.withParent(newLayerIndex[layer.parent()]) : layer;
  }

  private CacheRecord record(int oldIndex) {
    CacheRecord record = config.records().get(oldIndex);
    List<CacheResult> results = new ArrayList<>();
    for (CacheResult result : record.results()) {
      results.add(new CacheResult(newLayerIndex[result.layer()], result.createdAt()));
    }
    List<CacheChain> chains = new ArrayList<>();
    for (CacheChain chain : record.chains()) {
      chains.add(chain(chain));
    }
    List<List<CacheInput>> inputs = new ArrayList<>();
    for (List<CacheInput> input : record.inputs()) {
      inputs.add(input(input));
    }
    return new CacheRecord(record.digest(), results, chains, inputs);
  }

  private CacheChain chain(CacheChain chain) {
    List<Integer> layers = new ArrayList<>();
    for (int oldIndex : chain.layers()) {
      layers.add(newLayerIndex[oldIndex]);
    }
    return new CacheChain(layers, chain.createdAt());
  }

  private List<CacheInput> input(List<CacheInput> input) {
    List<CacheInput> links = new ArrayList<>();
    for (CacheInput link : input) {
      links.add(new CacheInput(link.selector(), newRecordIndex[link.link()]));
    }
    if (links.size() > 1) {
      links.sort(Comparator.comparingInt(CacheInput::link));
    }
    return links;
  }

  /** For each entry the first one that is the same layer on nothing; itself if it has a parent. */
  private static int[] sameEntries(List<CacheLayer> layers) {
    Map<BuildLayer, Integer> parentless = new HashMap<>();
    int[] same = new int[layers.size()];
    for (int i = 0; i < same.length; i++) {
      Integer first =
          layers.get(i).hasParent() ? null : parentless.putIfAbsent(facts(layers.get(i)), i);
      same[i] = first == null ? i : first;
    }
    return same;
  }

  private static BuildLayer facts(CacheLayer layer) {
    return new BuildLayer(layer.blob(), layer.diffId());
  }

  private static boolean[] named(CacheConfig config, int[] same) {
    boolean[] named = new boolean[config.layers().size()];
    for (CacheRecord record : config.records()) {
      for (CacheResult result : record.results()) {
        mark(named, config.layers(), same, result.layer());
      }
      for (CacheChain chain : record.chains()) {
        for (int top : chain.layers()) {
          mark(named, config.layers(), same, top);
        }
      }
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
