package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.HistoryGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Prints the builds that a cache remembers, image by image, as {@code docker buildx history ls}
 * does: when each was exported, how many layers it has shared with the build before it, which
 * layers change most often, and which files make them change, with what that has cost.
 */
@Mojo(name = "history", requiresProject = false, aggregator = true, threadSafe = true)
public final class HistoryMojo extends MaintenanceMojo {

  /**
   * Only these images, for instance {@code com.example:*}; several with commas between them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.image")
  private String image;

  /**
   * Only builds that were exported under these names, for instance {@code release-*}; several with
   * commas between them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.name")
  private String name;

  /**
   * How many builds of each image are printed, the newest ones, and how many layers and files. All
   * builds count for what changes most often.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.limit", defaultValue = "10")
  private String limit;

  /**
   * Prints which files changed between two builds of each image: {@code 3,1} are their numbers in
   * the table, where 1 is the newest build. In place of a number there may be the first digits of a
   * build's ID, {@code 3f9a60d2}; an age, {@code 7d}, for the build that was the newest then; or a
   * time, {@code 2026-01-31T12:00:00Z}. Without a value the two newest builds are compared.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.compare")
  private String compare;

  /** For Maven, which makes the instance. */
  public HistoryMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    new HistoryGoal(context(), format(), image, name, limit, compare).execute();
  }
}
