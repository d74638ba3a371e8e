package io.github.azblobcache.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Things that go on at the same time, and waiting for what they do. */
public final class Parallel {

  private static final long MINUTES_OF_PATIENCE = 3;
  private static final int MILLIS_BETWEEN_LOOKS = 20;

  private Parallel() {}

  /** Begins all tasks at once. */
  public static <T> List<Future<T>> start(List<Callable<T>> tasks) {
    ExecutorService executor = Executors.newCachedThreadPool();
    List<Future<T>> started = new ArrayList<>();
    tasks.forEach(task -> started.add(executor.submit(task)));
    executor.shutdown();
    return started;
  }

  /**
   * Waits until something is so.
   *
   * @param what it is, for the message
   * @param task ends too early if it ends before
   * @throws AssertionError if the task has ended, or the time is over
   */
  public static void await(String what, Future<?> task, BooleanSupplier isSo) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_OF_PATIENCE);
    while (!isSo.getAsBoolean()) {
      if (task.isDone()) {
        throw new AssertionError("Ended without " + what + ": " + task.get());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("No " + what + " in " + MINUTES_OF_PATIENCE + " minutes");
      }
      TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
    }
  }
}
