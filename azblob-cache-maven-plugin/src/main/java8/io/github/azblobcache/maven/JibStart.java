package io.github.azblobcache.maven;

import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears when a goal of Jib begins. Compiled for Java 8, as {@link CacheParticipant} is, and for the
 * same reason.
 */
public final class JibStart implements MojoExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(CacheParticipant.class);

  private static final String WORK = "io.github.azblobcache.maven.session.JibGoalStart";

  /** For Maven, which makes the instance. */
  public JibStart() {}

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {
    if ("jib-maven-plugin".equals(event.getExecution().getArtifactId())) {
      try {
        MojoExecutionListener work =
            (MojoExecutionListener) Class.forName(WORK).getDeclaredConstructor().newInstance();
        work.beforeMojoExecution(event);
      } catch (UnsupportedClassVersionError e) {
        LOG.debug("Layer cache: CacheParticipant has said that this Java is too old");
      } catch (ReflectiveOperationException
          | MojoExecutionException
          | RuntimeException
          | LinkageError e) {
        // What is done ahead may fail, but never a build.
        LOG.debug("Layer cache: nothing is done ahead for Jib", e);
      }
    }
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {
    // The extension has a listener for that, which works without this plugin too.
  }

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {
    // As after success
  }
}
