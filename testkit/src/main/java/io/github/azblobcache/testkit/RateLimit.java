package io.github.azblobcache.testkit;

import java.util.concurrent.TimeUnit;

/** Spreads bytes over time. Shared by all connections in one direction. */
final class RateLimit {

  private final long bytesPerSecond;
  private long freeAtNanos = System.nanoTime();

  /**
   * @param bytesPerSecond 0 for no limit
   */
  RateLimit(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Returns when these bytes have passed. */
  void pass(int bytes) throws InterruptedException {
    if (bytesPerSecond > 0) {
      long wait = reserve(bytes) - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
    }
  }

  /** How much to move at once so that the bytes come evenly, about a hundred times a second. */
  int chunkBytes() {
    return bytesPerSecond == 0
        ? 65_536
        : (int) Math.max(512, Math.min(65_536, bytesPerSecond / 100));
  }

  private synchronized long reserve(int bytes) {
    long start = Math.max(freeAtNanos, System.nanoTime());
    freeAtNanos = start + (long) (bytes * 1e9 / bytesPerSecond);
    return freeAtNanos;
  }
}
