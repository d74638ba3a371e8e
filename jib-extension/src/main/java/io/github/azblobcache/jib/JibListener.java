package io.github.azblobcache.jib;

import java.io.IOException;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Hears when a goal that ran Jib has ended; everything else is passed to the listener that was
 * there before.
 *
 * <p>Jib calls its extensions before it builds and never after (docs/behaviour.md, "extension
 * calls"), so this is the only moment at which a layer that Jib has built can be exported without a
 * goal of its own. It hears of every goal, because one of another plugin may run Jib's, and Maven
 * then sends events of that one alone.
 */
final class JibListener implements ForwardingExecutionListener {

  private final ExecutionListener next;
  private final Images images;

  /** Who wants to hear of it. */
  interface Images {

    /**
     * A goal has succeeded on this thread. If it ran Jib, the module's image is built.
     *
     * @throws IOException if that is to be the failure of the build
     */
    void finish(MavenProject project) throws IOException;

    /** A goal has failed on this thread. If it ran Jib, the module has no image. */
    void abandon(MavenProject project);

    /** The session is about to end, and what is said now is still read. */
    void ending();

    /** The session has ended. */
    void close();
  }

  JibListener(ExecutionListener next, Images images) {
    this.next = next;
    this.images = images;
  }

  static void listen(MavenSession maven, Images images) {
    MavenExecutionRequest request = maven.getRequest();
    ExecutionListener known = request.getExecutionListener();
    // What embeds Maven may have none.
    request.setExecutionListener(
        new JibListener(known == null ? new AbstractExecutionListener() : known, images));
  }

  @Override
  public ExecutionListener next() {
    return next;
  }

  /** An exception here is what Maven reports as the failure of the build. */
  @Override
  public void mojoSucceeded(ExecutionEvent event) {
    next.mojoSucceeded(event);
    try {
      images.finish(event.getProject());
    } catch (IOException | RuntimeException e) {
      throw new ExportFailedException(e);
    } catch (LinkageError e) {
      // What this module was compiled with is not what an old Jib has on its class path.
      AzblobCacheExtension.LOG.warn(
          "nothing is exported, because Jib's class path lacks something. Use"
              + " azblob-cache-maven-plugin, which brings what it needs",
          e);
    }
  }

  @Override
  public void mojoFailed(ExecutionEvent event) {
    next.mojoFailed(event);
    images.abandon(event.getProject());
  }

  @Override
  public void sessionEnded(ExecutionEvent event) {
    // Before Maven's own last words, which people stop reading after
    try {
      images.ending();
    } catch (RuntimeException | LinkageError e) {
      // The images are built and exported by now.
      AzblobCacheExtension.LOG.warn("not all is reported", e);
    }
    next.sessionEnded(event);
    images.close();
  }
}
