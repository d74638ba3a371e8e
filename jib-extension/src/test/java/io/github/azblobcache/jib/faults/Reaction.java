package io.github.azblobcache.jib.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * What a store does when it meets an effect.
 *
 * @param kind whether it tries again
 * @param asked how long it is asked to wait before
 */
record Reaction(Kind kind, Optional<Duration> asked) {

  /** Whether it tries again. */
  enum Kind {
    /** Another try could not do better. */
    GIVES_UP,
    /** After a pause. */
    TRIES_AGAIN,
    /** Likewise, having waited for an answer until it is late. */
    WAITS_IN_VAIN,
    /** What is asked for comes, but slowly. */
    CRAWLS,
    /** After a short pause, with what is there by now. */
    MERGES_AGAIN
  }

  static final Reaction GIVES_UP = new Reaction(Kind.GIVES_UP, Optional.empty());
  static final Reaction TRIES_AGAIN = new Reaction(Kind.TRIES_AGAIN, Optional.empty());
  static final Reaction WAITS_IN_VAIN = new Reaction(Kind.WAITS_IN_VAIN, Optional.empty());
  static final Reaction CRAWLS = new Reaction(Kind.CRAWLS, Optional.empty());
  static final Reaction MERGES_AGAIN = new Reaction(Kind.MERGES_AGAIN, Optional.empty());

  /** What docs/settings.md says of an answer. */
  static Reaction to(int status, Optional<Duration> asked) {
    return switch (status) {
      // Of a success that is not Azure's, too
      case 200, 408, 429, 500, 502, 503, 504 -> new Reaction(Kind.TRIES_AGAIN, asked);
      default -> GIVES_UP;
    };
  }
}
