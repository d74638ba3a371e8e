package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that BuildKit holds a manifest's indexes to: within bounds, and no loops
 * (docs/behaviour.md, "refused manifests").
 */
final class ConfigCheck {

  private ConfigCheck() {}

  /**
   * @throws IllegalArgumentException naming the first layer or record that breaks a rule
   */
  static void requireReadable(List<CacheLayer> layers, List<CacheRecord> records) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).hasParent()) {
        requireIndex(layers.get(i).parent(), layers.size(), "parent of layer", i);
      }
    }
    for (int i = 0; i < records.size(); i++) {
      requireIndexes(records.get(i), i, layers.size(), records.size());
    }
    if (!Acyclic.test(parents(layers))) {
      throw new IllegalArgumentException("The parents of the layers lead round in a circle");
    }
    if (!Acyclic.test(links(records))) {
      throw new IllegalArgumentException("The inputs of the records lead round in a circle");
    }
  }

  private static void requireIndexes(CacheRecord record, int at, int layers, int records) {
    for (CacheResult result : record.results()) {
      requireIndex(result.layer(), layers, "result of record", at);
    }
    for (CacheChain chain : record.chains()) {
      for (int layer : chain.layers()) {
        requireIndex(layer, layers, "chain of record", at);
      }
    }
    for (List<CacheInput> inputs : record.inputs()) {
      for (CacheInput input : inputs) {
        requireIndex(input.link(), records, "input of record", at);
      }
    }
  }

  private static void requireIndex(int index, int size, String what, int at) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "The " + what + " " + at + " is index " + index + ", and there are " + size);
    }
  }

  private static List<List<Integer>> parents(List<CacheLayer> layers) {
    List<List<Integer>> parents = new ArrayList<>();
    for (CacheLayer layer : layers) {
      parents.add(layer.hasParent() ? List.of(layer.parent()) : List.of());
    }
    return parents;
  }

  private static List<List<Integer>> links(List<CacheRecord> records) {
    List<List<Integer>> links = new ArrayList<>();
    for (CacheRecord record : records) {
      List<Integer> ofRecord = new ArrayList<>();
      for (List<CacheInput> inputs : record.inputs()) {
        for (CacheInput input : inputs) {
          ofRecord.add(input.link());
        }
      }
      links.add(ofRecord);
    }
    return links;
  }
}
