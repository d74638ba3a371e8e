package io.github.azblobcache.report;

import java.util.Locale;

/** Where a layer of a built image came from. */
public enum LayerSource {
  /** A configured cache. */
  CACHE,
  /** Nowhere: it was left in the registry that the image was pushed to. */
  IN_REGISTRY,
  /** Jib's own cache on this machine. */
  LOCAL,
  /** It was built: no cache had it. */
  BUILT;

  /** The name in reports, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
