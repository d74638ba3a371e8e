package io.github.azblobcache.api;

/**
 * Hears what a cache reports while it works. Called from any thread. No message has a secret in it,
 * but a message may quote a name from the store: escape control characters before you print it.
 */
public interface CacheListener {

  /** A user should know it although the work goes on: an import that was given up, for instance. */
  default void warning(String message) {}

  /** What happened to one blob or manifest, for a log of details. */
  default void detail(String message) {}
}
