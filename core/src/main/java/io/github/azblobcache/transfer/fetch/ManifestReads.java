package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The manifests that a session imports from, each read once, in the background. What can't be read,
 * or not in time, is empty. For use by any thread.
 */
final class ManifestReads {

  private static final class Read {

    private final long askedNanos = System.nanoTime();
    private final CompletableFuture<Optional<CacheSource.Loaded>> result =
        new CompletableFuture<>();
    // Completed with the result, or once a follower can't wait any longer
    private final CompletableFuture<Optional<CacheSource.Loaded>> known = result.copy();
    private CompletableFuture<Void> followers = known.thenAccept(loaded -> {});

    CompletableFuture<Optional<CacheSource.Loaded>> result() {
      return result;
    }

    Duration sinceAsked() {
      return Duration.ofNanos(System.nanoTime() - askedNanos);
    }

    void limit(Duration rest) {
      if (!known.isDone()) {
        known.completeOnTimeout(Optional.empty(), rest.toNanos(), TimeUnit.NANOSECONDS);
      }
    }

    // Each after the one before it: a future runs those that wait for it last in, first out.
    synchronized void then(Consumer<CacheConfig> follower) {
      followers =
          followers.handle(
              (done, failure) -> {
                Optional<CacheSource.Loaded> loaded = known.join();
                follower.accept(loaded.isPresent() ? loaded.get().config() : CacheConfig.EMPTY);
                return null;
              });
    }
  }

  private final Map<CacheSource, Read> reads = new ConcurrentHashMap<>();
  private final WaitPolicy patience;
  private final SourceFailures trouble;
  private final Executor executor;
  private final CacheEvents events;

  ManifestReads(
      WaitPolicy patience, SourceFailures trouble, Executor executor, CacheEvents events) {
    this.patience = patience;
    this.trouble = trouble;
    this.executor = executor;
    this.events = events;
  }

  /** Begins to read a manifest, unless that has begun before. */
  void start(CacheSource source) {
    read(source);
  }

  /**
   * Does something with a manifest once it is read, or with {@link CacheConfig#EMPTY} if it can't
   * be. What is given first is done first.
   */
  void whenRead(CacheSource source, Consumer<CacheConfig> then) {
    read(source).then(then);
  }

  /**
   * The same, but no later than a build would wait for the manifest: with {@link CacheConfig#EMPTY}
   * then. For a manifest that others can stand in for.
   */
  void whenReadInTime(CacheSource source, Consumer<CacheConfig> then) {
    Read read = read(source);
    read.limit(patienceWith(source).forManifests(read.sinceAsked()));
    read.then(then);
  }

  /** A manifest's layers and builds; {@link CacheConfig#EMPTY} if it can't be read in time. */
  CacheConfig config(CacheSource source) {
    Optional<CacheSource.Loaded> loaded = loaded(source);
    return loaded.isPresent() ? loaded.get().config() : CacheConfig.EMPTY;
  }

  /** The manifest as this session read it; empty if it can't be read in time. */
  Optional<CacheSource.Loaded> loaded(CacheSource source) {
    if (trouble.hasFailed(source.location())) {
      return Optional.empty();
    }
    Read read = read(source);
    Duration rest = patienceWith(source).forManifests(read.sinceAsked());
    try {
      return read.result().get(rest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      trouble.doesNotAnswer(source, read.sinceAsked());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether a manifest has been read, or can't be: then it need not be waited for. */
  boolean isRead(CacheSource source) {
    Read read = reads.get(source);
    return read != null && read.result().isDone();
  }

  private WaitPolicy patienceWith(CacheSource source) {
    return source.location().needsLogin() ? patience.withLogin() : patience;
  }

  private synchronized Read read(CacheSource source) {
    Read read = reads.get(source);
    if (read == null) {
      read = new Read();
      reads.put(source, read);
      start(source, read);
    }
    return read;
  }

  private void start(CacheSource source, Read read) {
    try {
      executor.execute(() -> read.result().complete(load(source)));
    } catch (RejectedExecutionException e) {
      // The session is over.
      read.result().complete(Optional.empty());
    }
  }

  /** Never throws, because a build that waits for the manifest must not wait for ever. */
  private Optional<CacheSource.Loaded> load(CacheSource source) {
    try {
      CacheSource.Loaded loaded = source.load();
      events.detail("Read " + source + ": " + loaded.config().layers().size() + " layers known");
      return Optional.of(loaded);
    } catch (IOException | RuntimeException | Error e) {
      trouble.failed(source, e);
      return Optional.empty();
    }
  }
}
