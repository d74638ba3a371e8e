package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.VerifyGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Reads every blob that a manifest names and compares it with its digest, its size and its diffID.
 * Fails if it finds damage: something that makes a build miss a layer.
 */
@Mojo(name = "verify", requiresProject = false, aggregator = true, threadSafe = true)
public final class VerifyMojo extends MaintenanceMojo {

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
  public void execute() throws MojoExecutionException, MojoFailureException {
    new VerifyGoal(context(), format(), sample, repair).execute();
  }
}
