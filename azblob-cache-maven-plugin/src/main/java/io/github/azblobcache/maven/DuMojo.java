package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.DuGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints how much a cache holds, blob by blob and in all, and which manifests and images name it,
 * as {@code docker buildx du} does.
 */
@Mojo(name = "du", requiresProject = false, aggregator = true, threadSafe = true)
public final class DuMojo extends MaintenanceMojo {

  /** For Maven, which makes the instance. */
  public DuMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    new DuGoal(context(), format()).execute();
  }
}
