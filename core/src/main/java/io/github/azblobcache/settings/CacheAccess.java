package io.github.azblobcache.settings;

/** What builds may do with the caches that are configured. */
enum CacheAccess {
  /** They import, and export nothing. */
  READ,

  /** They export, and import nothing. */
  WRITE,

  /** They import and export. */
  READ_WRITE,

  /** They do neither. */
  NONE;

  boolean reads() {
    return this == READ || this == READ_WRITE;
  }

  boolean writes() {
    return this == WRITE || this == READ_WRITE;
  }
}
