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
    } catch (Throwable e) {
      // The caller's own, and other languages throw any of them; a layer or an export must not be
      // lost for it
    }
  }

  @Override
  public void detail(String message) {
    try {
      listener.detail(message);
    } catch (Throwable e) {
      // As above
    }
  }
}
