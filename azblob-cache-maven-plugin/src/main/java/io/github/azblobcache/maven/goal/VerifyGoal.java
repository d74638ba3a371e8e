package io.github.azblobcache.maven.goal;

import io.github.azblobcache.CacheMaintenance;
import io.github.azblobcache.inspect.Sample;
import io.github.azblobcache.inspect.VerifyOutput;
import io.github.azblobcache.inspect.VerifyReport;
import io.github.azblobcache.maven.VerifyMojo;
import io.github.azblobcache.report.format.Counts;
import io.github.azblobcache.settings.values.PercentText;
import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Reads what the manifests of a cache name: {@link VerifyMojo}. */
public final class VerifyGoal extends MaintenanceGoal {

  private final String sample;
  private final boolean repair;

  public VerifyGoal(GoalContext context, String format, String sample, boolean repair) {
    super(context, format);
    this.sample = sample;
    this.repair = repair;
  }

  @Override
  public void run(CacheMaintenance upkeep, Report report, Terminal terminal)
      throws IOException, MojoFailureException, MojoExecutionException {
    Sample part =
        read("sample", sample, PercentText::parse)
            .map(fraction -> new Sample(fraction, new SplittableRandom()))
            .orElse(Sample.ALL);
    VerifyReport found = upkeep.verifier().verify(part, repair);
    new VerifyOutput(report.format(), report.out()).print(found);
    if (!found.faults().isEmpty()) {
      throw new MojoExecutionException(
          Counts.of(found.faults().size(), "thing")
              + " could not be looked at: "
              + found.faults().get(0));
    }
    if (!found.damage().isEmpty()) {
      throw new MojoFailureException(
          "The layer cache is damaged in "
              + Counts.of(found.damage().size(), "place")
              + ", see above. Builds miss these layers, and the next export brings them"
              + " back; damaged blobs have to be deleted first, with -Dazblob-cache.repair=true.");
    }
  }
}
