package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreInterruptedException;
import io.github.azblobcache.store.azure.AzureErrors.BusyException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Tries again what may succeed later, as {@link AzureOptions} says. */
final class Retries {

  /** One try. */
  interface Try<T> {

    /**
     * @param number 1 for the first try; from the second on, an earlier one may have been done in
     *     full and only its answer lost
     */
    T run(int number) throws IOException;
  }

  private final AzureOptions options;

  Retries(AzureOptions options) {
    this.options = options;
  }

  <T> T run(String doing, Try<T> action) throws IOException {
    for (int number = 1; ; number++) {
      StoreInterruptedException.throwIfInterrupted(doing);
      try {
        return action.run(number);
      } catch (StoreException e) {
        Optional<Duration> pause = e.isTransient() ? pauseAfter(number, e) : Optional.empty();
        if (pause.isEmpty()) {
          throw counted(e, number);
        }
        pause(doing, pause.get());
      }
    }
  }

  private Optional<Duration> pauseAfter(int number, StoreException e) {
    Optional<Duration> asked =
        e instanceof BusyException busy ? Optional.of(busy.retryAfter()) : Optional.empty();
    return options.pauseAfter(number, asked, ThreadLocalRandom.current().nextDouble());
  }

  private static StoreException counted(StoreException e, int tries) {
    return tries == 1 || !e.isTransient()
        ? e
        : e.withMessage(e.getMessage() + " Gave up after " + tries + " tries.");
  }

  private static void pause(String doing, Duration pause) throws StoreException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException(doing);
    }
  }
}
