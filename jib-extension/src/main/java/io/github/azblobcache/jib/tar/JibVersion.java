package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.cache.Cache;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Which Jib this is, by the jar that has its code.
 *
 * @param title the jar's, for instance {@code jib-maven-plugin}, which has jib-core in it; null if
 *     it says none
 * @param version of what the jar is; null if it says none
 */
record JibVersion(String title, String version) {

  // Raise them once the tests, and every-situation, pass with a newer one.
  private static final String NEWEST_COMPARED_PLUGIN = "3.5.2";
  private static final String NEWEST_COMPARED_CORE = "0.28.1";

  /** The Jib that runs. */
  static JibVersion running() {
    Package jib = Cache.class.getPackage();
    return new JibVersion(jib.getImplementationTitle(), jib.getImplementationVersion());
  }

  /** Whether its tars have been compared with those that are written in one pass. */
  boolean isCompared() {
    if (title == null || version == null) {
      return false;
    }
    return switch (title) {
      case "jib-maven-plugin" -> isAtMost(NEWEST_COMPARED_PLUGIN);
      case "jib-core" -> isAtMost(NEWEST_COMPARED_CORE);
      default -> false;
    };
  }

  private boolean isAtMost(String newest) {
    return new ComparableVersion(version).compareTo(new ComparableVersion(newest)) <= 0;
  }
}
