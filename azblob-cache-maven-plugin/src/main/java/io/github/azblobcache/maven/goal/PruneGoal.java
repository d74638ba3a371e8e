package io.github.azblobcache.maven.goal;

import io.github.azblobcache.CacheMaintenance;
import io.github.azblobcache.inventory.UnreadManifest;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.maven.PruneMojo;
import io.github.azblobcache.prune.PruneOutput;
import io.github.azblobcache.prune.PrunePlan;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.prune.PruneReport;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.format.Counts;
import java.io.IOException;
import java.time.Duration;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Deletes old builds from a cache, and blobs that no manifest names any more: {@link PruneMojo}.
 */
public final class PruneGoal extends MaintenanceGoal {

  private final PruneLimits limits;
  private final boolean dryRun;

  public PruneGoal(GoalContext context, String format, PruneLimits limits, boolean dryRun) {
    super(context, format);
    this.limits = limits;
    this.dryRun = dryRun;
  }

  @Override
  public void run(CacheMaintenance upkeep, Report report, Terminal terminal)
      throws IOException, MojoFailureException, MojoExecutionException {
    DryRun.requireClear(session());
    // What the setting says, wherever it is written
    Duration grace = module().place().timing().grace().period();
    PrunePolicy policy = limits.policy(grace);
    if (policy.grace().compareTo(PrunePolicy.SAFE_GRACE) < 0 && !dryRun) {
      log()
          .warn(
              "a grace period under 24h is safe only while nothing exports, or if all"
                  + " exports have the same -Dazblob-cache.grace");
    }
    Pruner pruner = upkeep.pruner();
    PrunePlan plan = pruner.plan(policy);
    PruneOutput output = new PruneOutput(report.format(), report.out());
    output.plan(plan);
    warn(plan);
    if (dryRun || plan.isEmpty()) {
      if (dryRun) {
        log().info("dry run, nothing was deleted");
      }
      requireComplete(plan);
      return;
    }
    // With counts: -q prints no table
    if (!terminal.confirms(
        "WARNING! This will remove %s and %s (%s)."
            .formatted(
                Counts.of(plan.retiredCount(), "build"),
                Counts.of(plan.victimCount(), "blob"),
                Bytes.human(plan.victimBytes())))) {
      log().info("nothing was deleted");
      return;
    }
    PruneReport done = pruner.execute(plan);
    output.report(done);
    requireComplete(done);
    requireComplete(plan);
  }

  private void warn(PrunePlan plan) {
    for (UnreadManifest manifest : plan.inventory().unknown()) {
      log()
          .warn(
              "no blob is deleted, because manifest '"
                  + manifest.key()
                  + "' can't be read and could name any of them: "
                  + manifest.cause().getMessage());
    }
    if (plan.danglingCount() > 0) {
      log()
          .warn(
              Counts.of(plan.danglingCount(), "named layer")
                  + " missing, for instance "
                  + plan.dangling().get(0).blob()
                  + " in '"
                  + plan.dangling().get(0).manifest()
                  + "'. Builds miss them; the next export brings them back.");
    }
  }

  private void requireComplete(PruneReport done) throws MojoExecutionException {
    done.faults().forEach(fault -> log().warn(fault));
    if (done.faultCount() > 0) {
      throw new MojoExecutionException(
          Counts.of(done.faultCount(), "deletion")
              + " failed, the rest was done: "
              + done.faults().get(0));
    }
  }

  private static void requireComplete(PrunePlan plan) throws MojoExecutionException {
    if (plan.isStopped()) {
      throw new MojoExecutionException(
          "No blob was deleted, because manifest '"
              + plan.inventory().unknown().get(0).key()
              + "' can't be read and could name any of them. "
              + remedy(plan.inventory().unknown().get(0)));
    }
  }

  private static String remedy(UnreadManifest manifest) {
    if (manifest.cause() instanceof ManifestFormatException format && format.isReadByBuildKit()) {
      return "Delete this one blob if no build needs it.";
    }
    return manifest.isMalformed()
        ? "Export to its name again, or delete this one blob if no build needs it."
        : "Run prune again.";
  }
}
