package io.github.azblobcache.manifest.entries;

import java.time.Instant;

/**
 * The result of a build step of BuildKit, as a record lists it. Never written here, only kept.
 *
 * @param layer an index into the manifest's layers; the result is this layer on top of all its
 *     parents
 * @param createdAt when the step ran; {@code 0001-01-01T00:00:00Z} if the manifest does not say
 */
public record CacheResult(int layer, Instant createdAt) {

  /**
   * @throws IllegalArgumentException if the time has no RFC 3339 form
   */
  public CacheResult {
    GoTime.requireWritable(createdAt);
  }
}
