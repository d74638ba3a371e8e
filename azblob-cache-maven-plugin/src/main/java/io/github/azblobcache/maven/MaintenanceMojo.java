package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.Goal;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The parameters that {@code prune}, {@code du}, {@code history}, {@code verify} and {@code check}
 * have in common; a {@link Goal} does the work.
 */
abstract class MaintenanceMojo extends CacheMojo {

  /**
   * How the goal reports: {@code table} for people, or {@code json} for programs, an object on each
   * line of standard output, with sizes in bytes and times as in RFC 3339. With {@code mvn -q}, or
   * {@code mvn -q --raw-streams} of Maven 4, nothing else is on standard output unless the goal
   * fails.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.format", defaultValue = "table")
  private String format;

  /** How the goal reports, as it was written. */
  final String format() {
    return format;
  }
}
