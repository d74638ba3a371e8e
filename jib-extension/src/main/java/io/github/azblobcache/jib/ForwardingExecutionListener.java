package io.github.azblobcache.jib;

import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;

/**
 * Passes every event on to another listener; what implements it overrides what it wants to hear.
 */
interface ForwardingExecutionListener extends ExecutionListener {

  /** Where the events go. */
  ExecutionListener next();

  @Override
  default void projectDiscoveryStarted(ExecutionEvent event) {
    next().projectDiscoveryStarted(event);
  }

  @Override
  default void sessionStarted(ExecutionEvent event) {
    next().sessionStarted(event);
  }

  @Override
  default void sessionEnded(ExecutionEvent event) {
    next().sessionEnded(event);
  }

  @Override
  default void projectSkipped(ExecutionEvent event) {
    next().projectSkipped(event);
  }

  @Override
  default void projectStarted(ExecutionEvent event) {
    next().projectStarted(event);
  }

  @Override
  default void projectSucceeded(ExecutionEvent event) {
    next().projectSucceeded(event);
  }

  @Override
  default void projectFailed(ExecutionEvent event) {
    next().projectFailed(event);
  }

  @Override
  default void mojoSkipped(ExecutionEvent event) {
    next().mojoSkipped(event);
  }

  @Override
  default void mojoStarted(ExecutionEvent event) {
    next().mojoStarted(event);
  }

  @Override
  default void mojoSucceeded(ExecutionEvent event) {
    next().mojoSucceeded(event);
  }

  @Override
  default void mojoFailed(ExecutionEvent event) {
    next().mojoFailed(event);
  }

  @Override
  default void forkStarted(ExecutionEvent event) {
    next().forkStarted(event);
  }

  @Override
  default void forkSucceeded(ExecutionEvent event) {
    next().forkSucceeded(event);
  }

  @Override
  default void forkFailed(ExecutionEvent event) {
    next().forkFailed(event);
  }

  @Override
  default void forkedProjectStarted(ExecutionEvent event) {
    next().forkedProjectStarted(event);
  }

  @Override
  default void forkedProjectSucceeded(ExecutionEvent event) {
    next().forkedProjectSucceeded(event);
  }

  @Override
  default void forkedProjectFailed(ExecutionEvent event) {
    next().forkedProjectFailed(event);
  }
}
