package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.ImportGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Fetches the layers of the newest known builds of this reactor's images now, so that a later build
 * in this checkout finds them on this machine, also with {@code -o}.
 *
 * <p>A build imports by itself; this goal is for steps that run before it, where the network is.
 * What an earlier import has brought stays if this one fails.
 */
@Mojo(name = "import", aggregator = true, threadSafe = true)
public final class ImportMojo extends CacheMojo {

  /** For Maven, which makes the instance. */
  public ImportMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    new ImportGoal(context()).execute();
  }
}
