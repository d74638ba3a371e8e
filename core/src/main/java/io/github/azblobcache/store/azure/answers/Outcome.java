package io.github.azblobcache.store.azure.answers;

/** What became of a request that has a condition. */
public enum Outcome {

  /** It was done. */
  DONE,

  /** It was not done, because the blob is not the one that the condition is about. */
  CHANGED,

  /** It was not done, because there is no blob. */
  GONE
}
