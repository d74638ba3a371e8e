package io.github.azblobcache.jib;

import java.io.IOException;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Hears when Jib has built an image; everything else goes to the listener that was there before.
 *
 * <p>Jib calls its extensions before it builds and never after, so this is the only moment at which
 * a layer that Jib has built can be exported without a goal of its own.
 */
final class JibListener implements ForwardingExecutionListener {

  private final ExecutionListener next;
  private final Images images;

  /** Who wants to hear of it. */
  interface Images {

    /**
     * Jib has built a module's image.
     *
     * @throws IOException if that is to be the failure of the build
     */
    void finish(MavenProject project) throws IOException;

    /** Jib has failed to build a module's image. */
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
    if (isJib(event)) {
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
  }

  @Override
  public void mojoFailed(ExecutionEvent event) {
    next.mojoFailed(event);
    if (isJib(event)) {
      images.abandon(event.getProject());
    }
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

  private static boolean isJib(ExecutionEvent event) {
    return "jib-maven-plugin".equals(event.getMojoExecution().getArtifactId());
  }
}
