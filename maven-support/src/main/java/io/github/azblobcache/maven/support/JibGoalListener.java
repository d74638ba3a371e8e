package io.github.azblobcache.maven.support;

import org.apache.maven.execution.MojoExecutionEvent;

/**
 * Is called when a goal of Jib begins, long before Jib calls its extensions.
 *
 * <p>The Maven plugin finds it on Jib's class path with {@link java.util.ServiceLoader}.
 */
public interface JibGoalListener {

  /**
   * A goal of Jib is about to run, on this thread. What takes long is for another thread.
   *
   * @param event the goal, its module and its session
   */
  void beforeJibGoal(MojoExecutionEvent event);

  /** The goal has ended on this thread, well or not. */
  default void afterJibGoal(MojoExecutionEvent event) {}
}
