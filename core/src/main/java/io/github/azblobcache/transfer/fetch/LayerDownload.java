package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.transfer.check.LayerCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * One layer on its way, which many may wait for and each may give up. The fetch ends when no build
 * waits for it or is expected to. Otherwise the modules of a reactor would all have to build what
 * came too late for the first of them.
 *
 * <p>Its time begins when its fetch begins, because a download that queues behind others of this
 * session says nothing about the store.
 */
public final class LayerDownload implements LayerCheck.Receiver {

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final CacheLayer layer;
  private final CompletableFuture<Optional<FetchedLayer>> result = new CompletableFuture<>();

  /** How many builds of each image are going to ask for it. */
  private final Map<String, Integer> expected = new HashMap<>();

  private long begunNanos;
  private long firstBytesNanos;
  private volatile boolean isBegun;
  private volatile long receivedBytes;
  private volatile boolean isAbandoned;
  private volatile boolean isAwaited;
  private int waiting;
  private LongConsumer progress = bytes -> {};

  public LayerDownload(CacheLayer layer) {
    this.layer = layer;
  }

  CacheLayer layer() {
    return layer;
  }

  /** Sets who else receives the number of bytes so far. Call it before the first of them. */
  public void reportTo(LongConsumer progress) {
    this.progress = progress;
  }

  /** One more build of this image is going to ask for it. */
  synchronized void expect(String image) {
    expected.merge(image, 1, Integer::sum);
  }

  /** A build of this image is not going to ask for it. */
  synchronized void giveUp(String image) {
    if (isExpectedBy(image)) {
      forget(image);
      abandonIfUnwanted();
    }
  }

  synchronized boolean isExpectedBy(String image) {
    return expected.containsKey(image);
  }

  private void forget(String image) {
    int builds = expected.getOrDefault(image, 0);
    if (builds > 1) {
      expected.put(image, builds - 1);
    } else {
      expected.remove(image);
    }
  }

  private synchronized void enter() {
    isAwaited = true;
    waiting++;
  }

  private synchronized void leave(String image) {
    waiting--;
    forget(image);
    abandonIfUnwanted();
  }

  private void abandonIfUnwanted() {
    isAbandoned |= waiting <= 0 && expected.isEmpty() && !result.isDone();
  }

  /**
   * Begins the fetch, unless it has begun before.
   *
   * @return whether the caller is the one to fetch it, and to {@link #complete} it in any case
   */
  synchronized boolean begin() {
    if (isBegun || result.isDone()) {
      return false;
    }
    begunNanos = System.nanoTime();
    isBegun = true;
    return true;
  }

  boolean isBegun() {
    return isBegun;
  }

  /** Called by the fetching thread: so much has come so far. False if the rest is not wanted. */
  @Override
  public boolean received(long bytes) {
    if (receivedBytes == 0) {
      firstBytesNanos = System.nanoTime();
    }
    receivedBytes = bytes;
    progress.accept(bytes);
    return !isAbandoned;
  }

  @Override
  public boolean isAwaited() {
    return isAwaited;
  }

  void complete(Optional<FetchedLayer> fetched) {
    result.complete(fetched);
  }

  /** Ends it whether or not it has begun: the session is over. */
  void cancel() {
    isAbandoned |= !result.isDone();
    result.complete(Optional.empty());
  }

  public boolean isAbandoned() {
    return isAbandoned;
  }

  /** Whether it has ended, and there is no such layer, and it was not given up. */
  boolean isMiss() {
    return result.isDone() && !isAbandoned && result.join().isEmpty();
  }

  /** Whether it is on its way and will come later than the layer would be built. */
  boolean isTooLate(WaitPolicy patience, Duration buildTime) {
    return isAbandoned || (!result.isDone() && !isWorthWaiting(patience, buildTime));
  }

  private boolean isWorthWaiting(WaitPolicy patience, Duration buildTime) {
    if (!isBegun) {
      return true;
    }
    // First, because it makes the time of the first bytes visible to this thread.
    long received = receivedBytes;
    long now = System.nanoTime();
    Duration sinceBegun = Duration.ofNanos(now - begunNanos);
    Duration sinceFirstBytes =
        received == 0 ? Duration.ZERO : Duration.ofNanos(now - firstBytesNanos);
    return patience.isWorthWaiting(
        sinceBegun, sinceFirstBytes, received, layer.blob().sizeBytes(), buildTime);
  }

  /**
   * Waits for the layer as long as that is sooner than building it; then gives it up.
   *
   * @param image whose build asks for it
   * @return empty if it is given up, or was a miss
   */
  Optional<FetchedLayer> await(String image, WaitPolicy patience, Duration buildTime) {
    enter();
    try {
      return ended(patience, buildTime) ? result.join() : Optional.empty();
    } finally {
      leave(image);
    }
  }

  /** Waits; false if it was not worth it, or the thread was interrupted. */
  private boolean ended(WaitPolicy patience, Duration buildTime) {
    while (true) {
      try {
        result.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        if (!isWorthWaiting(patience, buildTime)) {
          return false;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
