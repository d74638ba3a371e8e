package io.github.azblobcache.maven.session;

import io.github.azblobcache.ImageNames;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.maven.support.JibGoalListener;
import io.github.azblobcache.maven.support.ModuleSettings;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Calls the Jib extension when a goal of Jib begins, because Jib itself calls its extensions much
 * later. The extension is on Jib's class path, which Maven has only just made. It is called on the
 * thread that is about to run Jib, and decides what another thread may do.
 */
public final class JibGoalStart implements MojoExecutionListener {

  private static final CacheLog LOG = CacheLog.of(SessionParticipant.class);

  /** {@code JibStart} calls it by name, so that {@code JibStart} can run on any Java. */
  public JibGoalStart() {}

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {
    if (JibRuns.isJibGoal(event.getExecution())) {
      try {
        if (SessionSetup.caches(event.getSession()).isPresent()) {
          if (!new JibSkips(event.getSession(), event.getProject()).skip(event.getExecution())) {
            call(event);
          }
        } else if (isRunByAnotherGoal(event.getExecution())) {
          reportUnforeseen(event);
        }
      } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
        // What is done ahead may fail, but never a build.
        LOG.debug("nothing is done ahead for Jib", e);
      }
    }
  }

  // Maven gives an execution of a lifecycle or of the command line its id. A goal that runs another
  // one has none to give.
  private static boolean isRunByAnotherGoal(MojoExecution execution) {
    return execution.getExecutionId() == null;
  }

  // Jib got no extension from us, because neither the command line nor the POM said that it would
  // run. One that the POM names works without us.
  private static void reportUnforeseen(MojoExecutionEvent event) {
    MavenSession session = event.getSession();
    MavenProject project = event.getProject();
    if (SessionSetup.isOurs(project)
        && !extensions(event).iterator().hasNext()
        && !ModuleSettings.ofPlugin(session, project).resolve().isNothing()) {
      LOG.warn(
          ImageNames.of(project.getGroupId(), project.getArtifactId())
              + ": not used, because another plugin runs Jib, and neither the command line nor an"
              + " execution in the POM names its goal. Name the Jib extension in Jib's"
              + " configuration");
    }
  }

  private static void after(MojoExecutionEvent event) {
    if (JibRuns.isJibGoal(event.getExecution())
        && event.getMojo() != null
        && SessionSetup.caches(event.getSession()).isPresent()) {
      try {
        for (JibGoalListener extension : extensions(event)) {
          extension.afterJibGoal(event);
        }
      } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
        // The goal has its result.
        LOG.debug("not all of Jib's goal was tidied up", e);
      }
    }
  }

  private static void call(MojoExecutionEvent event) {
    for (JibGoalListener extension : extensions(event)) {
      extension.beforeJibGoal(event);
    }
  }

  private static ServiceLoader<JibGoalListener> extensions(MojoExecutionEvent event) {
    ClassLoader jib = event.getMojo().getClass().getClassLoader();
    return ServiceLoader.load(JibGoalListener.class, jib);
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {
    // The extension has a listener for what is exported, which works without this plugin too.
    after(event);
  }

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {
    after(event);
  }
}
