package io.github.azblobcache.maven.session;

import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What {@code CacheParticipant} does in one session: gives every Jib build the layer cache, and
 * closes the caches in the end.
 *
 * <p>A session without images, {@code mvn test} for instance, pays for none of that.
 */
public final class SessionParticipant extends AbstractMavenLifecycleParticipant {

  private static final CacheLog LOG = CacheLog.of(SessionParticipant.class);

  private final JibClassPath classPath;
  private @Nullable SessionSetup setup;

  /**
   * {@code CacheParticipant} calls it by name, so that {@code CacheParticipant} can run on any
   * Java.
   */
  public SessionParticipant(MavenPluginManager plugins) {
    this.classPath = new JibClassPath(plugins);
  }

  /**
   * @throws MavenExecutionException if a setting is wrong; nothing else ends a session here
   */
  @Override
  public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
    try {
      JibRuns runs = JibRuns.of(session);
      for (MavenProject project : session.getProjects()) {
        if (runs.mayRun(project)) {
          setup = new SessionSetup(session, runs);
          setup.run(classPath);
          return;
        }
      }
    } catch (InvalidSettingException e) {
      throw new MavenExecutionException(
          Printable.of(e.getMessage()).toString(), PrintableException.of(e));
    } catch (RuntimeException | LinkageError e) {
      // A cache may slow a build but never break it, even if another Maven version changes.
      LOG.warn("not used in this build", e);
    }
  }

  @Override
  public void afterSessionEnd(MavenSession session) {
    if (setup != null) {
      try {
        setup.close();
      } catch (RuntimeException e) {
        // The build is over, and its result is not for a cache to change.
        LOG.warn("not closed in order", e);
      }
    }
  }
}
