package io.github.azblobcache.store.azure.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait for Azure, and how often.
 *
 * <p>Tried again are broken connections, unknown hosts and the answers 408, 429, 500, 502, 503 and
 * 504. The pause doubles from try to try, between half and all of it at random; a {@code
 * Retry-After} makes it longer. Where the service asks for more than {@code longestPause}, there is
 * no next try.
 *
 * @param connectTimeout for a connection
 * @param readTimeout for the answer, and for each part of a body that is received or sent; for the
 *     answer to an upload one second more for every 16 MiB
 * @param tries how many requests at the most, the first one included
 * @param firstPause before the second try
 * @param longestPause between two tries
 * @param singlePutLimitBytes what is larger is uploaded in blocks, several at once
 */
public record AzureOptions(
    Duration connectTimeout,
    Duration readTimeout,
    int tries,
    Duration firstPause,
    Duration longestPause,
    long singlePutLimitBytes) {

  private static final long PUT_BLOB_LIMIT_BYTES = 32L * 1024 * 1024;
  private static final long BYTES_PER_SECOND_OF_PATIENCE = 16L * 1024 * 1024;

  /**
   * @throws IllegalArgumentException if a timeout, a pause or the number of tries is not positive,
   *     or the first pause is longer than the longest
   */
  public AzureOptions {
    if (tries < 1 || singlePutLimitBytes < 0) {
      throw new IllegalArgumentException("Not options: " + tries + ", " + singlePutLimitBytes);
    }
    if (firstPause.toMillis() < 1 || firstPause.compareTo(longestPause) > 0) {
      throw new IllegalArgumentException("Not pauses: " + firstPause + " to " + longestPause);
    }
    for (Duration timeout : List.of(connectTimeout, readTimeout)) {
      if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("Not a timeout: " + timeout);
      }
    }
  }

  /** For a build, which can go on without its cache: gives up after some seconds. */
  public static AzureOptions forBuilds() {
    return new AzureOptions(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        3,
        Duration.ofMillis(300),
        Duration.ofSeconds(5),
        PUT_BLOB_LIMIT_BYTES);
  }

  /**
   * For an export, whose failure fails the build: tries for about a minute, as Azure recommends
   * where an account is too busy.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/storage/blobs/storage-performance-checklist#timeout-and-server-busy-errors">Azure
   *     Storage, performance checklist</a>
   */
  public static AzureOptions forExports() {
    return new AzureOptions(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        7,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        PUT_BLOB_LIMIT_BYTES);
  }

  /** For a goal that a user waits for, prune for instance: gives up after some minutes. */
  public static AzureOptions forGoals() {
    return new AzureOptions(
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        6,
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        PUT_BLOB_LIMIT_BYTES);
  }

  /** For a check whether it works at all: one try, and an answer in some seconds. */
  public static AzureOptions forChecks() {
    return new AzureOptions(
        Duration.ofSeconds(4),
        Duration.ofSeconds(4),
        1,
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        PUT_BLOB_LIMIT_BYTES);
  }

  /** How long to wait for the answer to a request with a body of this length. */
  public Duration answerTimeout(long bodyBytes) {
    return readTimeout.plusSeconds(bodyBytes / BYTES_PER_SECOND_OF_PATIENCE);
  }

  /**
   * How long to wait before the next try; empty if there is none.
   *
   * @param failedTries how many there were, at least 1
   * @param retryAfter what the service asked for
   * @param jitter from 0 to 1
   */
  public Optional<Duration> pauseAfter(
      int failedTries, Optional<Duration> retryAfter, double jitter) {
    Duration asked = retryAfter.orElse(Duration.ZERO);
    if (failedTries >= tries || asked.compareTo(longestPause) > 0) {
      return Optional.empty();
    }
    double doubled = firstPause.toMillis() * Math.pow(2, failedTries - 1);
    double bounded = Math.min(doubled, (double) longestPause.toMillis());
    Duration pause = Duration.ofMillis((long) (bounded * (1 + jitter) / 2));
    return Optional.of(pause.compareTo(asked) < 0 ? asked : pause);
  }
}
