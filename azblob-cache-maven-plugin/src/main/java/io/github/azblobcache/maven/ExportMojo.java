package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.ExportGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Exports what the Jib builds of this session have left to export.
 *
 * <p>Without this goal each image is exported right after Jib has built it. Where it is bound to a
 * phase, or is on the command line, the export waits for it: bind it after the tests, for instance,
 * so that only a good build fills the cache. Needs {@code <extensions>true</extensions>}.
 */
@Mojo(name = "export", threadSafe = true)
public final class ExportMojo extends CacheMojo {

  /** For Maven, which makes the instance. */
  public ExportMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    new ExportGoal(context()).execute();
  }
}
