package io.github.azblobcache.transfer;

import java.time.Duration;
import io.github.azblobcache.transfer.export.Grace;
import io.github.azblobcache.transfer.fetch.Patience;

/**
 * The times that the caches of a session go by.
 *
 * @param patience how long a build waits for them
 * @param grace how young a blob has to be that an export reuses as it is
 */
public record Timing(Patience patience, Grace grace) {

  /** What applies unless the user says otherwise. */
  public static final Timing DEFAULT = new Timing(Patience.DEFAULT, Grace.DEFAULT);

  /** These times with another {@link Patience#firstAnswer}. */
  public Timing withFirstAnswer(Duration time) {
    return new Timing(new Patience(time), grace);
  }

  /** These times with another grace period. */
  public Timing withGrace(Duration period) {
    return new Timing(patience, new Grace(period));
  }
}
