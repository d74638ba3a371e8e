package io.github.azblobcache.manifest.entries;

import java.time.Instant;
import java.util.List;

/**
 * The layers of one build, one of a record's {@code chains}.
 *
 * @param layers indexes into the manifest's layers, lowest layer first; their parents do not count
 * @param createdAt when the build was made; {@code 0001-01-01T00:00:00Z} if the manifest does not
 *     say
 */
public record CacheChain(List<Integer> layers, Instant createdAt) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the time has no RFC 3339 form
   */
  public CacheChain {
    layers = List.copyOf(layers);
    GoTime.requireWritable(createdAt);
  }
}
