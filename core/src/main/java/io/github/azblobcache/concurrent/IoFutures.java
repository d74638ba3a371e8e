package io.github.azblobcache.concurrent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Carries {@link IOException}s through futures. */
public final class IoFutures {

  /** Something that reads or writes. */
  public interface IoSupplier<T> {
    T get() throws IOException;
  }

  /** A task that an executor may drop when it is shut down: then its future ends all the same. */
  private record Task<T>(CompletableFuture<T> future, IoSupplier<T> supplier) implements Runnable {

    @Override
    public void run() {
      complete(future, supplier);
    }
  }

  private IoFutures() {}

  public static <T> CompletableFuture<T> supply(IoSupplier<T> task, Executor executor) {
    CompletableFuture<T> future = new CompletableFuture<>();
    try {
      executor.execute(new Task<>(future, task));
    } catch (RejectedExecutionException e) {
      future.completeExceptionally(closed());
    }
    return future;
  }

  /**
   * Shuts an executor down: interrupts what is under way, and fails the futures of {@link #supply}
   * whose tasks have not begun, because somebody may wait for them.
   */
  public static void shutdownNow(ExecutorService executor) {
    for (Runnable dropped : executor.shutdownNow()) {
      if (dropped instanceof Task<?> task) {
        task.future().completeExceptionally(closed());
      }
    }
  }

  private static IOException closed() {
    return new IOException("The layer cache was closed meanwhile.");
  }

  public static <T> void complete(CompletableFuture<T> future, IoSupplier<T> task) {
    try {
      future.complete(task.get());
    } catch (IOException | RuntimeException | Error e) {
      future.completeExceptionally(e);
    }
  }

  /** Waits for all results, or for the first failure, which is thrown here. */
  @SuppressWarnings("FutureReturnValueIgnored") // It would only repeat the failure.
  public static <T> List<T> allOrFirstFailure(List<CompletableFuture<T>> futures)
      throws IOException {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    for (CompletableFuture<T> future : futures) {
      future.whenComplete(
          (done, failure) -> {
            if (failure != null) {
              all.completeExceptionally(failure);
            }
          });
    }
    get(all);
    List<T> results = new ArrayList<>();
    for (CompletableFuture<T> future : futures) {
      results.add(future.join());
    }
    return results;
  }

  /** Waits for the result; what the task threw is thrown here. */
  public static <T> T get(CompletableFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the layer cache");
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
}
