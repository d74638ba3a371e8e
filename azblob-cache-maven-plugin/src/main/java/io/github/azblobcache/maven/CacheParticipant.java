package io.github.azblobcache.maven;

import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.settings.InvalidSettingException;
import java.util.Optional;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MavenPluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every Jib build of a session the layer cache, without a change to Jib's own configuration.
 *
 * <p>Maven calls it because this plugin is a build extension, or stands in {@code
 * .mvn/extensions.xml}.
 */
public final class CacheParticipant extends AbstractMavenLifecycleParticipant {

  private static final Logger LOG = LoggerFactory.getLogger(CacheParticipant.class);

  // By its name in META-INF/plexus/components.xml
  private MavenPluginManager plugins;

  /** For Maven, which makes the instance. */
  public CacheParticipant() {}

  /**
   * @throws MavenExecutionException if a setting is wrong; nothing else ends a session here
   */
  @Override
  public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
    try {
      SessionSetup.run(session, new JibClassPath(plugins));
    } catch (InvalidSettingException e) {
      throw new MavenExecutionException(e.getMessage(), e);
    } catch (RuntimeException | LinkageError e) {
      // A cache may slow a build but never break it, whatever another Maven version changes.
      LOG.warn("Layer cache: not used in this build: {}", e.toString());
      LOG.debug("Layer cache: the cause", e);
    }
  }

  @Override
  public void afterSessionEnd(MavenSession session) {
    Optional<SessionCaches> caches = SessionSetup.caches(session);
    if (caches.isPresent()) {
      caches.get().close();
    }
  }
}
