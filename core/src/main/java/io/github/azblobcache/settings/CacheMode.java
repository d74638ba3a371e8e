package io.github.azblobcache.settings;

/** Which layers an export stores, {@code mode=}. */
public enum CacheMode {
  /** Those that the build made: the application's. */
  MIN,
  /** Those of the base image too. */
  MAX
}
