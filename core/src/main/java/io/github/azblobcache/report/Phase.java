package io.github.azblobcache.report;

import java.util.Locale;

/** What is done with a layer in a build, in the usual order. */
public enum Phase {
  /** Fetched from a blob store and checked, perhaps ahead of being asked for. */
  FETCHED,
  /** Its tar's diffID was computed from the files. */
  HASHED,
  /** It was built, by Jib or as Jib would. */
  BUILT,
  /** Uploaded to a blob store. */
  EXPORTED;

  /** The name in reports, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
