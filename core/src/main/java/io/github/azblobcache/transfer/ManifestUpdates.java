package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.CacheConfigJson;
import io.github.azblobcache.manifest.CachedBuild;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreMissingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Adds builds to manifests that other builds write at the same time: read, merge, write if nobody
 * wrote since, or else again. Modules of one session take turns, so they only contend with other
 * runners.
 */
final class ManifestUpdates {

  /** How many builds of one image a manifest names. */
  static final int BUILDS_KEPT = 50;

  private static final int MAX_TRIES = 40;
  private static final int MAX_PAUSE_MILLIS = 250;

  private final Map<CacheSource, Object> turns = new ConcurrentHashMap<>();
  private final Function<CacheSource, Optional<CacheSource.Loaded>> loaded;
  private final Grace grace;
  private final CacheEvents events;

  /**
   * @param loaded a manifest as this session has read it already, or empty
   */
  ManifestUpdates(
      Function<CacheSource, Optional<CacheSource.Loaded>> loaded, Grace grace, CacheEvents events) {
    this.loaded = loaded;
    this.grace = grace;
    this.events = events;
  }

  void add(CacheSource source, BuiltImage image) throws IOException {
    Instant now = source.store().now();
    boolean isFirst = !turns.containsKey(source);
    synchronized (turns.computeIfAbsent(source, key -> new Object())) {
      Optional<CacheSource.Loaded> known = isFirst ? loaded.apply(source) : Optional.empty();
      for (int tries = 0; tries < MAX_TRIES; tries++) {
        CacheSource.Loaded current = known.isPresent() ? known.get() : load(source);
        known = Optional.empty();
        if (isWritten(source, current, image.builds(now, current.config()), image.isDatedAnew())) {
          return;
        }
        pause();
      }
    }
    throw new StoreException(
        "The cache manifest "
            + source
            + " was written by other builds "
            + MAX_TRIES
            + " times in a row while this one tried to add to it. Run the build again, or give the"
            + " jobs names of their own.");
  }

  private boolean isWritten(
      CacheSource source, CacheSource.Loaded current, List<CachedBuild> builds, boolean isDatedAnew)
      throws IOException {
    CacheConfig merged = current.config();
    for (CachedBuild build : builds) {
      if (isDatedAnew || !merged.names(build) || !isDatedRecently(merged, build)) {
        merged = merged.withBuild(build, BUILDS_KEPT);
      }
    }
    if (merged == current.config()) {
      events.detail(source + " names this build already");
      return true;
    }
    byte[] json = CacheConfigJson.write(merged);
    boolean isWritten =
        source.store().replaceIfUnchanged(source.manifestKey(), current.stat(), json);
    events.detail(
        isWritten ? "Wrote " + source : source + " was written by another build: merging again");
    return isWritten;
  }

  // A build that stays the same is in use all the same: prune goes by its date, and a storage
  // account's lifecycle rules by the manifest's.
  private boolean isDatedRecently(CacheConfig config, CachedBuild build) {
    return config
        .newestBuildTime(build.image())
        .filter(time -> time.plus(grace.reusedAsIs()).isAfter(build.createdAt()))
        .isPresent();
  }

  private CacheSource.Loaded load(CacheSource source) throws IOException {
    try {
      return source.loadForUpdate(e -> events.warning(e.getMessage() + " It is replaced."));
    } catch (StoreMissingException e) {
      return CacheSource.Loaded.NONE;
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting to add to a cache manifest");
    }
  }
}
