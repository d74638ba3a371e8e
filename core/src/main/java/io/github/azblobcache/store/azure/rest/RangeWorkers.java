package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.concurrent.DaemonThreads;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The threads that read and write ranges of blobs, and the memory to read into, which is limited.
 */
public final class RangeWorkers implements Executor, AutoCloseable {

  /** Larger than the 4 MiB up to which a service may hash a range before it sends it. */
  private static final int RANGE_BYTES = 8 * 1024 * 1024;

  /** Enough for two blobs; 80 MiB. */
  private static final int RANGES = 10;

  private final int rangeBytes;
  private final Semaphore available;
  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("range"));

  public RangeWorkers() {
    this(RANGE_BYTES, RANGES);
  }

  /**
   * @param rangeBytes how long a range is at the most
   * @param ranges how many of them are in memory at the most, for all blobs together
   */
  RangeWorkers(int rangeBytes, int ranges) {
    this.rangeBytes = rangeBytes;
    this.available = new Semaphore(ranges);
  }

  int rangeBytes() {
    return rangeBytes;
  }

  /** Memory for a range; empty if all of it is in use. */
  Optional<byte[]> take() {
    if (!available.tryAcquire()) {
      return Optional.empty();
    }
    byte[] buffer = free.poll();
    if (buffer != null) {
      return Optional.of(buffer);
    }
    try {
      return Optional.of(new byte[rangeBytes]);
    } catch (OutOfMemoryError e) {
      // The heap's limit is one too, and reading continues without
      available.release();
      return Optional.empty();
    }
  }

  /** Gives unused memory back. */
  void give(byte[] buffer) {
    free.add(buffer);
    available.release();
  }

  /** Gives memory back that a thread may still write to. */
  void abandon() {
    available.release();
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
