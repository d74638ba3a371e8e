package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.errors.StoreException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a store waits when it meets a fault: as long as a user's does, or a test's, whose pauses
 * are shorter and as many.
 */
public enum Waits {
  /** A build's import. */
  IMPORT(AzureOptions.forBuilds()),
  /** A build's export. */
  EXPORT(AzureOptions.forExports()),
  /** Prune, du and verify. */
  UPKEEP(AzureOptions.forGoals());

  private final AzureOptions real;

  Waits(AzureOptions real) {
    this.real = real;
  }

  /** A store that waits as a user's does. */
  public static BlobStore open(AzureLocation location) throws StoreException {
    return new AzureBlobStore(location);
  }

  /**
   * A store that tries as often and waits less.
   *
   * @param answer how long it waits for an answer
   */
  public BlobStore openQuick(AzureLocation location, Duration answer) throws StoreException {
    return new AzureBlobStore(
        location, quick(real, answer), quick(AzureOptions.forExports(), answer));
  }

  private static AzureOptions quick(AzureOptions real, Duration answer) {
    return new AzureOptions(
        answer,
        answer,
        real.tries(),
        real.firstPause().dividedBy(50),
        Duration.ofMillis(1300),
        real.singlePutLimitBytes());
  }

  /**
   * How long a user's store waits in all, at the most.
   *
   * @param failures how many tries of one operation have failed
   * @param isOver whether the last one was given up
   * @param isSilent whether each failed by its timeout
   * @param asked what the service asked for
   */
  public Duration after(int failures, boolean isOver, boolean isSilent, Optional<Duration> asked) {
    // Ahead of an export, and by it, the same is asked for twice
    int counted = Math.min(failures, real.tries());
    int pauses = isOver ? counted - 1 : counted;
    Duration all = isSilent ? real.readTimeout().multipliedBy(counted) : Duration.ZERO;
    for (int failed = 1; failed <= pauses; failed++) {
      all = all.plus(real.pauseAfter(failed, asked, 1).orElse(Duration.ZERO));
    }
    return all;
  }
}
