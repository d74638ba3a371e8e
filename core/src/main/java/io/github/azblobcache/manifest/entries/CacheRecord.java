package io.github.azblobcache.manifest.entries;

import io.github.azblobcache.oci.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * A cache key with what it leads to.
 *
 * <p>In BuildKit a build step; a record written here is an image, has {@code chains} only, and its
 * digest is {@link CachedBuild#recordDigestOf}.
 *
 * @param digest the key
 * @param results BuildKit's results, {@code layers} in JSON
 * @param chains whole lists of layers; those written here are newest first
 * @param inputs for each input of the step, the records that may be there
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.32.2/cache/remotecache/v1/types/spec.go">BuildKit,
 *     CacheRecord</a>
 */
public record CacheRecord(
    Digest digest,
    List<CacheResult> results,
    List<CacheChain> chains,
    List<List<CacheInput>> inputs) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if an input has no record: BuildKit refuses a manifest with
   *     one (docs/behaviour.md, "refused manifests").
   */
  public CacheRecord {
    results = List.copyOf(results);
    chains = List.copyOf(chains);
    inputs = copyOf(inputs);
    if (inputs.contains(List.of())) {
      throw new IllegalArgumentException("An input of record " + digest + " is empty");
    }
  }

  private static List<List<CacheInput>> copyOf(List<List<CacheInput>> inputs) {
    List<List<CacheInput>> copy = new ArrayList<>();
    for (List<CacheInput> input : inputs) {
      copy.add(List.copyOf(input));
    }
    return List.copyOf(copy);
  }

  public CacheRecord withChains(List<CacheChain> newChains) {
    return new CacheRecord(digest, results, newChains, inputs);
  }
}
