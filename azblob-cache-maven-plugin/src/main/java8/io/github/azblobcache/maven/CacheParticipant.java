package io.github.azblobcache.maven;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MavenPluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every Jib build of a session the layer cache, without a change to Jib's own configuration.
 *
 * <p>Maven calls it because this plugin is a build extension, or is named in {@code
 * .mvn/extensions.xml}. Maven does so in every build, with any Java that it runs on. So this class
 * is compiled for Java 8, and names those that need a newer Java by their names only
 * (docs/behaviour.md, "extensions on any Java").
 */
public final class CacheParticipant extends AbstractMavenLifecycleParticipant {

  private static final Logger LOG = LoggerFactory.getLogger(CacheParticipant.class);

  private static final String WORK = "io.github.azblobcache.maven.session.SessionParticipant";

  // By its name in META-INF/plexus/components.xml
  private MavenPluginManager plugins;

  // A daemon keeps this object from session to session. Not weak: what is remembered knows the
  // session.
  private final Map<MavenSession, AbstractMavenLifecycleParticipant> sessions =
      new ConcurrentHashMap<>();

  /** For Maven, which makes the instance. */
  public CacheParticipant() {}

  /**
   * @throws MavenExecutionException if a setting is wrong; nothing else ends a session here
   */
  @Override
  public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
    endFailed();
    AbstractMavenLifecycleParticipant participant;
    try {
      participant =
          (AbstractMavenLifecycleParticipant)
              Class.forName(WORK)
                  .getDeclaredConstructor(MavenPluginManager.class)
                  .newInstance(plugins);
    } catch (UnsupportedClassVersionError e) {
      LOG.warn(
          "Layer cache: not used in this build, because Maven runs on Java {}. azblob-cache needs"
              + " Java 17 or newer.",
          System.getProperty("java.version"));
      return;
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.warn("Layer cache: not used in this build: {}", e.toString());
      LOG.debug("Layer cache: the cause", e);
      return;
    }
    participant.afterProjectsRead(session);
    // Not before: Maven does not call afterSessionEnd where this throws.
    sessions.put(session, participant);
  }

  // Maven does not report the end of a session in which another extension failed after this one
  // (docs/behaviour.md, "ends of failed sessions").
  private void endFailed() throws MavenExecutionException {
    for (MavenSession session : sessions.keySet()) {
      if (session.getResult().hasExceptions()) {
        afterSessionEnd(session);
      }
    }
  }

  @Override
  public void afterSessionEnd(MavenSession session) throws MavenExecutionException {
    AbstractMavenLifecycleParticipant participant = sessions.remove(session);
    if (participant != null) {
      participant.afterSessionEnd(session);
    }
  }
}
