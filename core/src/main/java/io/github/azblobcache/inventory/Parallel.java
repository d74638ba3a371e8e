package io.github.azblobcache.inventory;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes many calls to a store, a bounded number at a time.
 *
 * @param threads how many at a time; 1 keeps to the calling thread
 */
public record Parallel(int threads) {

  /** As many as one runner gets through to a storage account without being throttled. */
  public static final Parallel USUAL = new Parallel(32);

  /** What is done with each item. */
  public interface Action<T> {
    void run(T item) throws IOException;
  }

  /**
   * @throws IllegalArgumentException if there is no thread
   */
  public Parallel {
    if (threads < 1) {
      throw new IllegalArgumentException("At least one thread is needed, not " + threads);
    }
  }

  /**
   * Does the action once for each item, taking items as there are threads free.
   *
   * @throws IOException what an action threw; then no more items are taken, and those under way are
   *     finished
   */
  public <T> void forEach(Iterator<T> items, String operation, Action<T> action)
      throws IOException {
    Source<T> source = new Source<>(items, operation, action);
    if (threads == 1) {
      source.drain();
      return;
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads, DaemonThreads.named("upkeep"));
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            executor.submit(
                () -> {
                  source.drain();
                  return true;
                }));
      }
      await(workers, operation);
    } finally {
      executor.shutdownNow();
    }
  }

  private static void await(List<Future<?>> workers, String operation) throws IOException {
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException(operation);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** The items that no thread has taken yet. Empty once an action has failed. */
  private static final class Source<T> {

    private final Iterator<T> items;
    private final String operation;
    private final Action<T> action;
    private boolean hasFailed;

    Source(Iterator<T> items, String operation, Action<T> action) {
      this.items = items;
      this.operation = operation;
      this.action = action;
    }

    void drain() throws IOException {
      for (List<T> item = take(); !item.isEmpty(); item = take()) {
        boolean isDone = false;
        try {
          StoreInterruptedException.throwIfInterrupted(operation);
          action.run(item.get(0));
          isDone = true;
        } finally {
          fail(!isDone);
        }
      }
    }

    private synchronized List<T> take() {
      return hasFailed || !items.hasNext() ? List.of() : List.of(items.next());
    }

    private synchronized void fail(boolean fails) {
      hasFailed |= fails;
    }
  }
}
