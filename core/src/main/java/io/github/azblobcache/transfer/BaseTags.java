package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.transfer.shared.CacheSource;
import io.github.azblobcache.transfer.shared.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which images the tags of base images pointed to, as other builds have noted it. Someone who can
 * write to a cache can note what they like: only caches are asked whose users have said for how
 * long they believe it.
 *
 * @param believed the caches
 * @param configs reads a manifest; waits for it
 */
record BaseTags(List<Believed> believed, Function<CacheSource, CacheConfig> configs) {

  /** How much later than now a note may have been made: clocks differ a little. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /**
   * A manifest that is believed.
   *
   * @param maxAge how long
   */
  record Believed(CacheSource source, Duration maxAge) {}

  static BaseTags of(
      List<CacheDescription> caches,
      Function<StoreLocation, BlobStore> stores,
      Function<CacheSource, CacheConfig> configs) {
    List<Believed> believed = new ArrayList<>();
    for (CacheDescription cache : caches) {
      Optional<Duration> maxAge = cache.baseMaxAge();
      if (maxAge.isPresent()) {
        for (CacheSource source : Sources.of(cache, stores.apply(cache.location()))) {
          believed.add(new Believed(source, maxAge.get()));
        }
      }
    }
    return new BaseTags(believed, configs);
  }

  /**
   * The digest that a tag had.
   *
   * @param name the name under which it is noted
   * @return empty if no export has noted it, or not recently enough
   */
  Optional<Digest> digest(String name) {
    for (Believed cache : believed) {
      CacheConfig config = configs.apply(cache.source());
      Optional<Instant> noted = config.newestBuildTime(name);
      if (noted.isPresent() && isRecent(noted.get(), cache)) {
        return Optional.of(config.newestBuild(name).get(0).blob().digest());
      }
    }
    return Optional.empty();
  }

  private static boolean isRecent(Instant noted, Believed cache) {
    Duration age = Duration.between(noted, cache.source().store().now());
    return age.compareTo(cache.maxAge()) <= 0 && age.plus(CLOCK_SKEW).toMillis() >= 0;
  }
}
