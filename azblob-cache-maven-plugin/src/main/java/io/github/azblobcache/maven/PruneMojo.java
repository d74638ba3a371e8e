package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.PruneGoal;
import io.github.azblobcache.maven.goal.PruneLimits;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deletes old builds from a cache, and the blobs that no manifest names any more, as {@code docker
 * buildx prune} does. Builds may use the cache meanwhile.
 *
 * <p>Without a limit no build is deleted, only blobs that no manifest names.
 */
@Mojo(name = "prune", requiresProject = false, aggregator = true, threadSafe = true)
public final class PruneMojo extends MaintenanceMojo {

  /**
   * Builds that were not exported for longer are deleted: {@code 30d} or {@code P30D} is 30 days,
   * {@code 12h}, {@code 2h30m} or {@code PT12H} are hours. What BuildKit exported is deleted name
   * by name, by the age of the manifest.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.until")
  private String until;

  /**
   * Another word for {@code until}; only one of the two may be set.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.unusedFor")
  private String unusedFor;

  /**
   * How many builds of each image stay under each name, the newest ones; the others are deleted.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.keep")
  private String keep;

  /**
   * The oldest builds are deleted until the blobs that are still named have no more bytes than
   * this: {@code 512mb}, {@code 20gb}, in powers of 1,024 as in buildx.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.maxUsedSpace")
  private String maxUsedSpace;

  /**
   * No build is deleted once the named blobs have no more bytes than this, for instance {@code
   * 5gb}. Without another limit the oldest builds are deleted until then.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.reservedSpace")
  private String reservedSpace;

  /**
   * Only these names lose builds, for instance {@code release-*}; several with commas between them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.name")
  private String name;

  /**
   * Delete every build.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.all", defaultValue = "false")
  private boolean all;

  /**
   * Prints what would be deleted, and deletes nothing.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** For Maven, which makes the instance. */
  public PruneMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    PruneLimits limits =
        new PruneLimits(until, unusedFor, keep, maxUsedSpace, reservedSpace, name, all);
    new PruneGoal(context(), format(), limits, dryRun).execute();
  }
}
