package io.github.azblobcache.store.azure;

/** What became of a request that has a condition. */
enum Outcome {

  /** It was done. */
  DONE,

  /** It was not done, because the blob is not the one that the condition is about. */
  CHANGED,

  /** It was not done, because there is no blob. */
  GONE
}
