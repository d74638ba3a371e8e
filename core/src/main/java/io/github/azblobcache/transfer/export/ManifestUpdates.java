package io.github.azblobcache.transfer.export;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Adds builds to manifests that other builds write at the same time: read, merge, write if no other
 * build wrote since, or else again. Modules of one session take turns, so they only contend with
 * other runners.
 */
final class ManifestUpdates {

  /** How many builds of one image a manifest names. */
  static final int BUILDS_KEPT = 50;

  private static final int MAX_TRIES = 40;
  private static final int MAX_PAUSE_MILLIS = 250;

  private final Map<CacheSource, Turn> turns = new ConcurrentHashMap<>();
  private final Function<CacheSource, Optional<CacheSource.Loaded>> loaded;
  private final GracePeriod grace;
  private final CacheEvents events;

  /** What the session knows of a manifest. One thread at a time holds its lock, and writes. */
  private static final class Turn {

    private Optional<CacheSource.Loaded> known;
    private Instant since;

    Turn(Optional<CacheSource.Loaded> known, Instant since) {
      this.known = known;
      this.since = since;
    }

    /** The manifest as it was, if that was a short while ago. */
    Optional<CacheSource.Loaded> recent(Instant now, Duration limit) {
      boolean isRecent = Duration.between(since, now).abs().compareTo(limit) < 0;
      return isRecent ? known : Optional.empty();
    }

    void keep(CacheSource.Loaded current, Instant seen) {
      known = Optional.of(current);
      since = seen;
    }

    void forget() {
      known = Optional.empty();
    }
  }

  /**
   * @param loaded a manifest as this session has read it already, or empty
   */
  ManifestUpdates(
      Function<CacheSource, Optional<CacheSource.Loaded>> loaded,
      GracePeriod grace,
      CacheEvents events) {
    this.loaded = loaded;
    this.grace = grace;
    this.events = events;
  }

  void add(CacheSource source, BuiltImage image) throws IOException {
    Instant now = source.store().now();
    Turn turn = turns.computeIfAbsent(source, key -> new Turn(loaded.apply(key), now));
    synchronized (turn) {
      for (int tries = 0; tries < MAX_TRIES; tries++) {
        Optional<CacheSource.Loaded> known = turn.recent(now, grace.reliedOn());
        CacheSource.Loaded current = known.isPresent() ? known.get() : load(source);
        CacheConfig merged = merged(current.config(), image, now);
        if (merged == current.config()) {
          events.detail(source + " names this build already");
          turn.keep(current, known.isPresent() ? turn.since : now);
          return;
        }
        Optional<BlobStat> written = write(source, current, merged);
        if (written.isPresent()) {
          turn.keep(new CacheSource.Loaded(written, merged), now);
          return;
        }
        turn.forget();
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

  private CacheConfig merged(CacheConfig current, BuiltImage image, Instant now) {
    CacheConfig merged = current;
    for (CachedBuild build : image.builds(now, current)) {
      if (image.isDatedAnew() || !merged.names(build) || !isDatedRecently(merged, build)) {
        merged = merged.withBuild(build, BUILDS_KEPT);
      }
    }
    return merged;
  }

  /** Empty if another build has written it since. */
  private Optional<BlobStat> write(
      CacheSource source, CacheSource.Loaded current, CacheConfig merged) throws IOException {
    byte[] json = CacheConfigJson.write(merged);
    Optional<BlobStat> written =
        source.store().replaceIfUnchanged(source.manifestKey(), current.stat(), json);
    events.detail(
        written.isPresent()
            ? "Wrote " + source
            : source + " was written by another build: merging again");
    return written;
  }

  // A build that stays the same is in use all the same. Prune decides by its date, and the
  // lifecycle rules of a storage account decide by the manifest's.
  private boolean isDatedRecently(CacheConfig config, CachedBuild build) {
    Optional<Instant> time = config.newestBuildTime(build.image());
    return time.isPresent() && time.get().plus(grace.reusedAsIs()).isAfter(build.createdAt());
  }

  private CacheSource.Loaded load(CacheSource source) throws IOException {
    try {
      return source.loadForUpdate(
          e -> events.warning(e.getMessage() + ". This export replaces it."));
    } catch (StoreMissingException e) {
      return CacheSource.Loaded.NONE;
    } catch (BlobArchivedException e) {
      // What it names can't be read, and it can't be overwritten.
      events.warning(e.getMessage() + " This export replaces the manifest " + source + ".");
      Optional<BlobStat> archived = source.store().stat(source.manifestKey());
      if (archived.isPresent()) {
        source.store().deleteIfUnchanged(archived.get());
      }
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
