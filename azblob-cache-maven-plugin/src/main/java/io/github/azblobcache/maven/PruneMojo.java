package io.github.azblobcache.maven;

import io.github.azblobcache.CacheUpkeep;
import io.github.azblobcache.inventory.UnreadManifest;
import io.github.azblobcache.prune.PruneOutput;
import io.github.azblobcache.prune.PrunePlan;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.prune.PruneReport;
import io.github.azblobcache.prune.Pruner;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Takes old builds out of a cache, and deletes the blobs that nothing names any more, as {@code
 * docker buildx prune} does. Builds may use the cache meanwhile.
 *
 * <p>Without a limit no build goes, only blobs that no manifest names.
 */
@Mojo(name = "prune", requiresProject = false, aggregator = true, threadSafe = true)
public final class PruneMojo extends UpkeepMojo {

  /**
   * Builds that were not exported for longer go: {@code 30d} or {@code P30D} is 30 days, {@code
   * 12h}, {@code 2h30m} or {@code PT12H} are hours. What BuildKit exported goes, name by name, by
   * the age of the manifest.
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
   * How many builds of each image stay under each name, the newest ones; the others go.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.keep")
  private String keep;

  /**
   * The oldest builds go until the blobs that are still named have no more bytes than this: {@code
   * 512mb}, {@code 20gb}, in powers of 1,024 as in buildx.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.maxUsedSpace")
  private String maxUsedSpace;

  /**
   * No build goes once the named blobs have no more bytes than this, for instance {@code 5gb}.
   * Without another limit the oldest builds go until then.
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
   * Every build goes.
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
  void run(CacheUpkeep upkeep, Report report, Person person)
      throws IOException, MojoFailureException, MojoExecutionException {
    PrunePolicy policy =
        new PruneLimits(until, unusedFor, keep, maxUsedSpace, reservedSpace, name, all, grace())
            .policy();
    if (policy.grace().compareTo(PrunePolicy.SAFE_GRACE) < 0 && !dryRun) {
      getLog()
          .warn(
              "Layer cache: a grace period under 24h is safe only while nothing exports, or if all"
                  + " exports have the same -Dazblob-cache.grace");
    }
    Pruner pruner = upkeep.pruner();
    PrunePlan plan = pruner.plan(policy);
    PruneOutput output = new PruneOutput(report.format(), report.out());
    output.plan(plan);
    warn(plan);
    if (dryRun || plan.isEmpty()) {
      requireComplete(plan);
      return;
    }
    if (!person.agrees("WARNING! This will remove all of the above.")) {
      getLog().info("Layer cache: nothing was deleted");
      return;
    }
    PruneReport done = pruner.execute(plan);
    output.report(done);
    requireComplete(done);
    requireComplete(plan);
  }

  private void warn(PrunePlan plan) {
    for (UnreadManifest manifest : plan.inventory().unread()) {
      getLog()
          .warn(
              "Layer cache: no blob is deleted, for nobody knows what manifest '"
                  + manifest.key()
                  + "' names: "
                  + manifest.cause().getMessage());
    }
    if (plan.danglingCount() > 0) {
      getLog()
          .warn(
              "Layer cache: "
                  + plan.danglingCount()
                  + " layers that manifests name are not there, for instance "
                  + plan.dangling().get(0).blob()
                  + " in '"
                  + plan.dangling().get(0).manifest()
                  + "'. Builds miss them; the next export brings them back.");
    }
  }

  private void requireComplete(PruneReport done) throws MojoExecutionException {
    done.faults().forEach(fault -> getLog().warn("Layer cache: " + fault));
    if (done.faultCount() > 0) {
      throw new MojoExecutionException(
          done.faultCount() + " deletions failed, the rest was done: " + done.faults().get(0));
    }
  }

  private static void requireComplete(PrunePlan plan) throws MojoExecutionException {
    if (plan.isStopped()) {
      throw new MojoExecutionException(
          "No blob was deleted, for manifest '"
              + plan.inventory().unread().get(0).key()
              + "' can't be read. Delete it if it is no use, or export to its name.");
    }
  }
}
