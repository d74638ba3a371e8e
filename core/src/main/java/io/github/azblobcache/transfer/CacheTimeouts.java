package io.github.azblobcache.transfer;

import io.github.azblobcache.transfer.export.GracePeriod;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.time.Duration;

/**
 * The times that the caches of a session go by.
 *
 * @param patience how long a build waits for them
 * @param grace how young a blob has to be that an export reuses as it is
 */
public record CacheTimeouts(WaitPolicy patience, GracePeriod grace) {

  /** What applies unless the user says otherwise. */
  public static final CacheTimeouts DEFAULT =
      new CacheTimeouts(WaitPolicy.DEFAULT, GracePeriod.DEFAULT);

  /** These times with another {@link WaitPolicy#firstAnswer}. */
  public CacheTimeouts withFirstAnswer(Duration time) {
    return new CacheTimeouts(new WaitPolicy(time), grace);
  }

  /** These times with another grace period. */
  public CacheTimeouts withGrace(Duration period) {
    return new CacheTimeouts(patience, new GracePeriod(period));
  }
}
