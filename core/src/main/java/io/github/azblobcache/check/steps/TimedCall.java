package io.github.azblobcache.check.steps;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that nothing else ends: the JDK looks up names for as long as the system likes. */
final class TimedCall {

  private TimedCall() {}

  /**
   * Waits for a call, no longer than a limit.
   *
   * @param operation what it does, for the message
   * @throws IOException what the call throws, or that the time is over
   */
  static <T> T within(Duration limit, String operation, Callable<T> call) throws IOException {
    FutureTask<T> task = new FutureTask<>(call);
    DaemonThreads.start("check-call", task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late(limit, operation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException(operation);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(operation + " failed: " + e.getCause(), e);
    }
  }

  private static StoreException late(Duration limit, String operation) {
    String advice = "Check that this machine can look up names outside.";
    return new StoreUnreachableException(
            operation + " failed: no answer in " + limit.toSeconds() + " s. " + advice, null, true)
        .advising(advice);
  }
}
