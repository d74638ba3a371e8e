package io.github.azblobcache.maven;

import io.github.azblobcache.CacheUpkeep;
import io.github.azblobcache.inspect.Sample;
import io.github.azblobcache.inspect.VerifyOutput;
import io.github.azblobcache.inspect.VerifyReport;
import io.github.azblobcache.settings.PercentText;
import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Reads every blob that a manifest names and compares it with its digest, its size and its diffID.
 * Fails if it finds damage: something that makes a build miss a layer.
 */
@Mojo(name = "verify", requiresProject = false, aggregator = true, threadSafe = true)
public final class VerifyMojo extends UpkeepMojo {

  /**
   * How much is read: {@code 10%} is a tenth of the blobs, other ones each time; {@code 100%} is
   * all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.sample", defaultValue = "100%")
  private String sample;

  /**
   * Deletes blobs that are damaged, so that the next export that has the layer writes it anew.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.repair", defaultValue = "false")
  private boolean repair;

  /** For Maven, which makes the instance. */
  public VerifyMojo() {}

  @Override
  void run(CacheUpkeep upkeep, Report report, Person person)
      throws IOException, MojoFailureException, MojoExecutionException {
    Sample part =
        read("sample", sample, PercentText::parse)
            .map(fraction -> new Sample(fraction, new SplittableRandom()))
            .orElse(Sample.ALL);
    VerifyReport found = upkeep.verifier().verify(part, repair);
    new VerifyOutput(report.format(), report.out()).print(found);
    if (!found.faults().isEmpty()) {
      throw new MojoExecutionException(
          found.faults().size() + " things could not be looked at: " + found.faults().get(0));
    }
    if (!found.damage().isEmpty()) {
      throw new MojoFailureException(
          "The layer cache is damaged in "
              + found.damage().size()
              + " places, see above. Builds miss these layers, and the next export brings them"
              + " back; damaged blobs have to be deleted first, with -Dazblob-cache.repair=true.");
    }
  }
}
