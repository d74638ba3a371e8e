package io.github.azblobcache.it;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a cache manifest says, told without its indexes: merging may change those, and nothing else
 * of what was there.
 *
 * @param layers each with all the layers below it
 * @param records each with its results, its chains and the records that it depends on
 */
public record ManifestContent(Set<String> layers, Set<String> records) {

  /** Reads a manifest. */
  public static ManifestContent of(byte[] json) throws ManifestFormatException {
    CacheConfig config = CacheConfigJson.parse(new ManifestName("manifest"), json);
    return new ManifestContent(
        IntStream.range(0, config.layers().size())
            .mapToObj(index -> layer(config, index))
            .collect(Collectors.toSet()),
        config.records().stream()
            .map(record -> record(config, record))
            .collect(Collectors.toSet()));
  }

  /** Whether all that the other says is said here too. */
  public boolean contains(ManifestContent other) {
    return layers.containsAll(other.layers) && records.containsAll(other.records);
  }

  /** Whether a blob is named. */
  public boolean names(String digest) {
    return layers.stream().anyMatch(layer -> layer.contains(digest));
  }

  private static String layer(CacheConfig config, int index) {
    CacheLayer layer = config.layers().get(index);
    String below =
        layer.parent() == CacheLayer.NO_PARENT ? "nothing" : layer(config, layer.parent());
    return layer.blob() + " " + layer.diffId() + " " + layer.createdAt() + " on " + below;
  }

  private static String record(CacheConfig config, CacheRecord record) {
    List<String> results =
        record.results().stream()
            .map(result -> layer(config, result.layer()) + " " + result.createdAt())
            .sorted()
            .toList();
    List<List<String>> chains =
        record.chains().stream()
            .map(chain -> chain.layers().stream().map(index -> layer(config, index)).toList())
            .toList();
    List<Set<String>> inputs =
        record.inputs().stream()
            .map(
                input ->
                    input.stream()
                        .map(it -> it.selector() + config.records().get(it.link()).digest())
                        .collect(Collectors.toSet()))
            .toList();
    return record.digest() + " " + results + " " + chains + " " + inputs;
  }
}
