package io.github.azblobcache.benchmarks;

import java.util.Locale;

/**
 * What a row is to show.
 *
 * @param kind how the measured value is made
 * @param limit what it may be at most, or at least
 * @param text the same for people, for instance {@code ≤ 1.15 × Jib warm}
 */
record Target(Kind kind, double limit, String text) {

  /** How a measured value is made, and on which side of the limit it should be. */
  enum Kind {
    /** Times the baseline, at most. */
    RATIO,
    /** Seconds more than the baseline, at most. */
    EXTRA_SECONDS,
    /** Share of the baseline's rate, at least. */
    SHARE,
    /** Megabytes, at most. */
    MEGABYTES
  }

  static Target ratio(double limit, String baseline) {
    return new Target(
        Kind.RATIO, limit, String.format(Locale.ROOT, "≤ %.2f × %s", limit, baseline));
  }

  static Target extraSeconds(double limit, String baseline) {
    return new Target(
        Kind.EXTRA_SECONDS, limit, String.format(Locale.ROOT, "≤ %s + %.0f s", baseline, limit));
  }

  static Target share(double limit, String baseline) {
    return new Target(
        Kind.SHARE, limit, String.format(Locale.ROOT, "≥ %.1f × %s", limit, baseline));
  }

  static Target megabytes(double limit) {
    return new Target(Kind.MEGABYTES, limit, String.format(Locale.ROOT, "≤ %.0f MB", limit));
  }

  boolean isMetBy(double measured) {
    return kind == Kind.SHARE ? measured >= limit : measured <= limit;
  }

  /** A measured value with its unit. */
  String show(double measured) {
    return switch (kind) {
      case RATIO, SHARE -> String.format(Locale.ROOT, "%.2f ×", measured);
      case EXTRA_SECONDS -> String.format(Locale.ROOT, "%+.2f s", measured);
      case MEGABYTES -> String.format(Locale.ROOT, "%.1f MB", measured);
    };
  }
}
