package io.github.azblobcache.manifest;

import java.util.List;

/** The rules that BuildKit holds a manifest's indexes to: within bounds, and no loops. */
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
    if (!Acyclic.test(layers.stream().map(ConfigCheck::parents).toList())) {
      throw new IllegalArgumentException("The parents of the layers lead round in a circle");
    }
    if (!Acyclic.test(records.stream().map(ConfigCheck::links).toList())) {
      throw new IllegalArgumentException("The inputs of the records lead round in a circle");
    }
  }

  private static void requireIndexes(CacheRecord record, int at, int layers, int records) {
    record.results().forEach(r -> requireIndex(r.layer(), layers, "result of record", at));
    record
        .chains()
        .forEach(
            chain -> chain.layers().forEach(i -> requireIndex(i, layers, "chain of record", at)));
    for (int link : links(record)) {
      requireIndex(link, records, "input of record", at);
    }
  }

  private static void requireIndex(int index, int size, String what, int at) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "The " + what + " " + at + " is index " + index + ", and there are " + size);
    }
  }

  private static int[] parents(CacheLayer layer) {
    return layer.hasParent() ? new int[] {layer.parent()} : new int[0];
  }

  private static int[] links(CacheRecord record) {
    return record.inputs().stream().flatMap(List::stream).mapToInt(CacheInput::link).toArray();
  }
}
