package io.github.azblobcache.maven;

import java.util.ServiceLoader;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Tells the Jib extension that a goal of Jib begins: Jib itself calls its extensions much later.
 * The extension is on Jib's class path, which Maven has only just made.
 */
public final class JibStart implements MojoExecutionListener {

  /** For Maven, which makes the instance. */
  public JibStart() {}

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {
    if (JibRuns.isJibGoal(event.getExecution())) {
      SessionSetup.caches(event.getSession())
          .ifPresent(caches -> caches.inBackground(() -> tell(event)));
    }
  }

  private static void tell(MojoExecutionEvent event) {
    ClassLoader jib = event.getMojo().getClass().getClassLoader();
    for (MojoExecutionListener extension : ServiceLoader.load(MojoExecutionListener.class, jib)) {
      try {
        extension.beforeMojoExecution(event);
      } catch (MojoExecutionException e) {
        throw new IllegalStateException("The Jib extension does not work ahead", e);
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
