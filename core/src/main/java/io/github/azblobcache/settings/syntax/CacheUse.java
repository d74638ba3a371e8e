package io.github.azblobcache.settings.syntax;

/** What a description of a cache is for; the two have slightly different keys. */
public enum CacheUse {
  /** {@code cache-from}. */
  IMPORT,
  /** {@code cache-to}. */
  EXPORT
}
