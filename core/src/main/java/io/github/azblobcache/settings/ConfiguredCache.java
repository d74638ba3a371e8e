package io.github.azblobcache.settings;

import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.Origin;
import java.util.List;

/**
 * A cache, and where each part of its description comes from.
 *
 * @param use what the description is for
 * @param description what counts
 * @param origins of all that was written, and of the defaults that decide where the cache is
 */
public record ConfiguredCache(CacheUse use, CacheDescription description, List<Origin> origins) {

  /** Copies the list. */
  public ConfiguredCache {
    origins = List.copyOf(origins);
  }
}
