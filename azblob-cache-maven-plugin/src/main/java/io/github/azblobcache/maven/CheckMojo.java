package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.CheckGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Finds out whether the configured caches work from this machine, and says what to do where they do
 * not: where each part of their descriptions comes from, the way to the service, the login, what it
 * may do, and how fast it is. Where builds export, it writes a blob of random bytes and deletes it
 * again. Needs no more than 15 seconds. Fails if a build could not use a cache.
 */
@Mojo(name = "check", requiresProject = false, aggregator = true, threadSafe = true)
public final class CheckMojo extends MaintenanceMojo {

  /** For Maven, which makes the instance. */
  public CheckMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    new CheckGoal(context(), format()).execute();
  }
}
