package io.github.azblobcache.maven;

import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.maven.support.JibGoalListener;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;

/**
 * Calls the Jib extension when a goal of Jib begins, because Jib itself calls its extensions much
 * later. The extension is on Jib's class path, which Maven has only just made. It is called on the
 * thread that is about to run Jib, and decides what another thread may do.
 */
final class JibGoalStart implements MojoExecutionListener {

  private static final CacheLog LOG = CacheLog.of(SessionParticipant.class);

  /** {@code JibStart} calls it by name, so that {@code JibStart} can run on any Java. */
  JibGoalStart() {}

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {
    if (JibRuns.isJibGoal(event.getExecution())
        && SessionSetup.caches(event.getSession()).isPresent()) {
      try {
        call(event);
      } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
        // What is done ahead may fail, but never a build.
        LOG.debug("nothing is done ahead for Jib", e);
      }
    }
  }

  private static void call(MojoExecutionEvent event) {
    ClassLoader jib = event.getMojo().getClass().getClassLoader();
    for (JibGoalListener extension : ServiceLoader.load(JibGoalListener.class, jib)) {
      extension.beforeJibGoal(event);
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
