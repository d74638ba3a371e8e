package io.github.azblobcache.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * BuildKit's rules for reading a manifest, written down a second time and without this package's
 * parser: a manifest that passes is one that BuildKit imports.
 *
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.32.2/cache/remotecache/v1/parse.go">BuildKit,
 *     ParseConfig</a>
 */
public final class BuildKitReader {

  private final List<Map<String, Object>> layers;
  private final List<Map<String, Object>> records;
  private final Map<Integer, List<String>> loaded = new HashMap<>();
  private final Set<Integer> loading = new HashSet<>();

  private BuildKitReader(Map<String, Object> config) {
    this.layers = objects(config.getOrDefault("layers", List.of()));
    this.records = objects(config.getOrDefault("records", List.of()));
  }

  /**
   * The cache that BuildKit would have: for every record its digest with all that leads there, and
   * its results as lists of blobs with their dates.
   *
   * @throws IllegalStateException if BuildKit would refuse the manifest
   */
  public static List<String> read(byte[] json) {
    BuildKitReader reader =
        new BuildKitReader(
            objects(List.of(PlainJson.parse(new String(json, StandardCharsets.UTF_8)))).get(0));
    reader.layers.forEach(BuildKitReader::requireAnnotations);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < reader.records.size(); i++) {
      all.addAll(reader.record(i));
    }
    return all.stream().sorted().toList();
  }

  /** What the annotations say of each digest; BuildKit believes the last entry. */
  static Map<String, String> facts(byte[] json) {
    BuildKitReader reader =
        new BuildKitReader(
            objects(List.of(PlainJson.parse(new String(json, StandardCharsets.UTF_8)))).get(0));
    return reader.layers.stream()
        .collect(
            Collectors.toMap(
                layer -> (String) layer.get("blob"),
                layer -> layer.get("annotations").toString(),
                (first, last) -> last));
  }

  private static void requireAnnotations(Map<String, Object> layer) {
    if (!(layer.get("annotations") instanceof Map<?, ?> annotations)) {
      throw new IllegalStateException("cache layer with missing annotations");
    }
    if (!annotations.containsKey("diffID")) {
      throw new IllegalStateException("cache layer with missing diffid");
    }
  }

  private List<String> record(int index) {
    if (loaded.containsKey(index)) {
      return loaded.get(index);
    }
    if (!loading.add(index)) {
      throw new IllegalStateException("invalid looping record");
    }
    if (index < 0 || index >= records.size()) {
      throw new IllegalStateException("invalid record ID: " + index);
    }
    Map<String, Object> record = records.get(index);
    String key = record.get("digest") + inputs(record);
    List<String> results = new ArrayList<>(List.of(key));
    for (Map<String, Object> result : objects(record.getOrDefault("layers", List.of()))) {
      results.add(key + " => " + withParents(integer(result, "layer")) + result.get("createdAt"));
    }
    for (Map<String, Object> chain : objects(record.getOrDefault("chains", List.of()))) {
      List<String> blobs =
          ((List<?>) chain.get("layers"))
              .stream().map(i -> (String) layer(((Number) i).intValue()).get("blob")).toList();
      results.add(key + " => " + blobs + chain.get("createdAt"));
    }
    loaded.put(index, results);
    return results;
  }

  private String inputs(Map<String, Object> record) {
    List<String> inputs = new ArrayList<>();
    for (Object input : (List<?>) record.getOrDefault("inputs", List.of())) {
      if (((List<?>) input).isEmpty()) {
        throw new IllegalStateException("invalid empty input");
      }
      inputs.add(
          objects(input).stream()
              .map(link -> link.get("selector") + "@" + record(integer(link, "link")).get(0))
              .sorted()
              .toList()
              .toString());
    }
    return inputs.toString();
  }

  private List<String> withParents(int top) {
    List<String> blobs = new ArrayList<>();
    Set<Integer> visited = new HashSet<>();
    for (int i = top; i != -1; i = integer(layer(i), "parent")) {
      if (!visited.add(i)) {
        throw new IllegalStateException("invalid looping layer");
      }
      blobs.add((String) layer(i).get("blob"));
    }
    return blobs;
  }

  private Map<String, Object> layer(int index) {
    if (index < 0 || index >= layers.size()) {
      throw new IllegalStateException("invalid layer index " + index);
    }
    return layers.get(index);
  }

  private static int integer(Map<String, Object> object, String name) {
    return ((Number) object.getOrDefault(name, 0L)).intValue();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Object list) {
    return (List<Map<String, Object>>) list;
  }
}
