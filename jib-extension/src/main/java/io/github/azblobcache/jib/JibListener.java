package io.github.azblobcache.jib;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Hears when Jib has built an image; everything else goes to the listener that was there before.
 *
 * <p>Jib calls its extensions before it builds and never after, so this is the only moment at which
 * a layer that Jib has built can be exported without a goal of its own.
 */
final class JibListener implements ForwardingExecutionListener {

  private final ExecutionListener next;
  private final JibSession session;

  private JibListener(ExecutionListener next, JibSession session) {
    this.next = next;
    this.session = session;
  }

  static void listen(MavenSession maven, JibSession session) {
    MavenExecutionRequest request = maven.getRequest();
    request.setExecutionListener(new JibListener(request.getExecutionListener(), session));
  }

  @Override
  public ExecutionListener next() {
    return next;
  }

  /** An exception here is what Maven reports as the failure of the build. */
  @Override
  public void mojoSucceeded(ExecutionEvent event) {
    next.mojoSucceeded(event);
    if (isJib(event)) {
      try {
        session.finish(event.getProject());
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  @Override
  public void mojoFailed(ExecutionEvent event) {
    next.mojoFailed(event);
    if (isJib(event)) {
      session.abandon(event.getProject());
    }
  }

  @Override
  public void sessionEnded(ExecutionEvent event) {
    // Before Maven's own last words, which people stop reading after
    session.caches().tellDamage();
    next.sessionEnded(event);
    session.close();
  }

  private static boolean isJib(ExecutionEvent event) {
    return "jib-maven-plugin".equals(event.getMojoExecution().getArtifactId());
  }
}
