package io.github.azblobcache.api;

import java.util.Objects;

/** Keeps the work of a cache from what its listener throws. */
final class GuardedListener implements CacheListener {

  private final CacheListener listener;

  GuardedListener(CacheListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  @Override
  public void warning(String message) {
    try {
      listener.warning(message);
    } catch (RuntimeException e) {
      // The caller's own; a layer or an export must not be lost for it
    }
  }

  @Override
  public void detail(String message) {
    try {
      listener.detail(message);
    } catch (RuntimeException e) {
      // As above
    }
  }
}
