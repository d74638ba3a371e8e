package io.github.azblobcache.check;

/** What became of a step. */
public enum Outcome {
  /** All is well. */
  OK,
  /** Worth knowing; builds work all the same. */
  NOTE,
  /** A build needs it, and it does not work. */
  FAILED,
  /** Not tried, because of a step that failed. */
  SKIPPED
}
