package io.github.azblobcache.store.azure.answers;

import io.github.azblobcache.store.azure.answers.AzureErrors.BusyException;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Tries again what may succeed later, as {@link AzureOptions} says. */
public final class Retries {

  /** One try. */
  public interface Try<T> {

    /**
     * @param number 1 for the first try; from the second on, an earlier one may have been done in
     *     full and only its answer lost
     */
    T run(int number) throws IOException;
  }

  /**
   * A host that has no address, or that refuses connections, is not busy, so a minute does not
   * help.
   */
  private static final int TRIES_TO_CONNECT = 4;

  private final AzureOptions options;

  public Retries(AzureOptions options) {
    this.options = options;
  }

  public <T> T run(String operation, Try<T> action) throws IOException {
    Tries tries = begin(operation);
    while (true) {
      StoreInterruptedException.throwIfInterrupted(operation);
      try {
        return action.run(tries.number);
      } catch (StoreException e) {
        tries.pauseAfter(e);
      }
    }
  }

  /** Begins to count. */
  public Tries begin(String operation) {
    return new Tries(operation);
  }

  /** The tries at one thing, the first of which is under way. For one thread. */
  public final class Tries {

    private final String operation;
    private int number = 1;

    private Tries(String operation) {
      this.operation = operation;
    }

    /**
     * Waits until it is time for the next try.
     *
     * @param failure of the last one
     * @throws StoreException the failure, if there is no next try
     * @throws StoreInterruptedException if the thread is interrupted
     */
    public void pauseAfter(StoreException failure) throws StoreException {
      Optional<Duration> pause = failure.isTransient() ? pause(failure) : Optional.empty();
      if (pause.isEmpty()) {
        throw counted(failure);
      }
      number++;
      try {
        Thread.sleep(pause.get().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreInterruptedException(operation);
      }
    }

    private Optional<Duration> pause(StoreException failure) {
      Throwable cause = failure.getCause();
      boolean isConnected =
          !(cause instanceof UnknownHostException || cause instanceof ConnectException);
      if (!isConnected && number >= TRIES_TO_CONNECT) {
        return Optional.empty();
      }
      Optional<Duration> asked =
          failure instanceof BusyException busy ? Optional.of(busy.retryAfter()) : Optional.empty();
      return options.pauseAfter(number, asked, ThreadLocalRandom.current().nextDouble());
    }

    private StoreException counted(StoreException failure) {
      return number == 1 || !failure.isTransient()
          ? failure
          : failure.withMessage(failure.getMessage() + " Gave up after " + number + " tries.");
    }
  }
}
