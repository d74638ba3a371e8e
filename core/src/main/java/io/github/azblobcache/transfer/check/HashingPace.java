package io.github.azblobcache.transfer.check;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Holds threads back that hash while the JVM does that in slow Java.
 *
 * <p>The JVM has SHA-256 in hardware only once its C2 compiler has come to it, and that has a long
 * queue while Maven starts. Until then a byte costs many times as much, on cores that Maven waits
 * for. So a thread that is slow pauses after each piece: what it hashes is enough for the compiler
 * to see. A JVM may have no better way, or a core to spare: all pauses together are limited, and
 * there is none while a build waits. For use by any thread.
 */
final class HashingPace {

  /** One for all: what is compiled is compiled for all. */
  static final HashingPace OF_THIS_JVM = new HashingPace(pause -> Thread.sleep(pause.toMillis()));

  static final int PAUSES = 40;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** 200 MB/s; hardware does more than five times as much. */
  private static final long SLOW_NANOS_PER_BYTE = 5;

  /** Fewer take too little time to be measured. */
  private static final int TELLING_BYTES = 64 * 1024;

  private final AtomicInteger left = new AtomicInteger(PAUSES);
  private final Sleep sleep;
  private volatile boolean isFast;

  /** Waits. */
  @FunctionalInterface
  interface Sleep {
    void sleep(Duration pause) throws InterruptedException;
  }

  HashingPace(Sleep sleep) {
    this.sleep = sleep;
  }

  /**
   * A thread has hashed so many bytes; pauses if that was slow.
   *
   * @param nanos how long it took
   * @param isAwaited whether a build waits for what is hashed
   * @throws InterruptedIOException if the thread is interrupted
   */
  void hashed(int bytes, long nanos, BooleanSupplier isAwaited) throws InterruptedIOException {
    if (isFast || bytes < TELLING_BYTES) {
      return;
    }
    if (nanos < bytes * SLOW_NANOS_PER_BYTE) {
      isFast = true;
    } else if (!isAwaited.getAsBoolean() && left.getAndDecrement() > 0) {
      try {
        sleep.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while hashing");
      }
    }
  }
}
