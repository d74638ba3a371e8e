package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.CacheLayer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * One layer on its way, which many may wait for and each may give up. The fetch ends when the last
 * one does, of those that were expected: else the modules of a reactor would all have to build what
 * came too late for the first of them.
 */
final class LayerDownload implements LayerCheck.Receiver {

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final CacheLayer layer;
  private final CompletableFuture<Optional<FetchedLayer>> result = new CompletableFuture<>();
  private final long startNanos = System.nanoTime();
  private volatile long receivedBytes;
  private volatile boolean isAbandoned;
  private volatile boolean isAwaited;
  private int expected;
  private LongConsumer progress = bytes -> {};

  LayerDownload(CacheLayer layer) {
    this.layer = layer;
  }

  CacheLayer layer() {
    return layer;
  }

  /** Who else is told how many bytes have come. Before the first of them. */
  void tells(LongConsumer progress) {
    this.progress = progress;
  }

  /** One more is going to ask for it. */
  synchronized void expect() {
    expected++;
  }

  /** One less waits for it. */
  synchronized void giveUp() {
    expected--;
    isAbandoned |= expected <= 0 && !result.isDone();
  }

  /** Called by whoever fetches: so much has come so far. False if nobody wants the rest. */
  @Override
  public boolean received(long bytes) {
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

  boolean isAbandoned() {
    return isAbandoned;
  }

  /** Whether it has ended, and there is no such layer: nobody has given it up. */
  boolean isMiss() {
    return result.isDone() && !isAbandoned && result.join().isEmpty();
  }

  /** Whether it is on its way and will come later than the layer would be built. */
  boolean isTooLate(Patience patience, Duration buildTime) {
    return isAbandoned || (!result.isDone() && !isWorthWaiting(patience, buildTime));
  }

  private boolean isWorthWaiting(Patience patience, Duration buildTime) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return patience.isWorthWaiting(elapsed, receivedBytes, layer.blob().sizeBytes(), buildTime);
  }

  /**
   * Waits for the layer as long as that is sooner than building it; then gives it up.
   *
   * @return empty if it is given up, or was a miss
   */
  Optional<FetchedLayer> await(Patience patience, Duration buildTime) {
    isAwaited = true;
    while (true) {
      try {
        return result.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!isWorthWaiting(patience, buildTime)) {
          giveUp();
          return Optional.empty();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        giveUp();
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
