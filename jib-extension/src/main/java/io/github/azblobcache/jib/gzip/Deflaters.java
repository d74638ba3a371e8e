package io.github.azblobcache.jib.gzip;

import io.github.azblobcache.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that deflate the layers of one session, and the memory for that: one thread and two
 * pieces, 4.6 MiB, for each core, however many layers are written at once. For use by any thread.
 *
 * <p>The threads end by themselves when there is nothing to do.
 */
public final class Deflaters {

  private final ExecutorService threads;
  private final BlockingQueue<Piece> free = new LinkedBlockingQueue<>();
  private int piecesToMake;

  /** One for each core. */
  public Deflaters() {
    this(Runtime.getRuntime().availableProcessors());
  }

  Deflaters(int cores) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            cores,
            cores,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("gzip"));
    executor.allowCoreThreadTimeOut(true);
    this.threads = executor;
    this.piecesToMake = 2 * cores;
  }

  /** An unused piece; null if all are used. */
  @Nullable Piece poll() {
    Piece piece = free.poll();
    return piece != null ? piece : make();
  }

  private synchronized @Nullable Piece make() {
    if (piecesToMake == 0) {
      return null;
    }
    piecesToMake--;
    return new Piece();
  }

  /** Waits for an unused piece. Only for who has none, or all could wait. */
  Piece take() throws IOException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a layer was compressed");
    }
  }

  /** Gives back what {@link #poll} or {@link #take} has given. */
  void release(Piece piece) {
    piece.clear();
    free.add(piece);
  }

  CompletableFuture<Void> deflate(Piece piece, boolean isLast) {
    return CompletableFuture.runAsync(() -> piece.deflate(isLast), threads);
  }
}
