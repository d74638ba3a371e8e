package io.github.azblobcache.maven.support;

import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/**
 * Maven's own components, for classes that Maven injects nothing into: Jib makes its extensions,
 * not Maven.
 *
 * <p>Maven 3 has them in the session's container. The sessions of Maven 4 have no container, but a
 * service that looks components up (docs/behaviour.md, "sessions without a container").
 */
public final class MavenComponents {

  private MavenComponents() {}

  /**
   * Looks a component up. One that belongs to a goal's execution is found on the thread that runs
   * the goal.
   *
   * @return empty if this Maven has none, or can't make one
   */
  public static <T> Optional<T> find(MavenSession session, Class<T> type) {
    try {
      return Optional.of(
          hasContainer(session) ? inContainer(session, type) : byService(session, type));
    } catch (ComponentLookupException | ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the session is one of Maven 3. */
  @SuppressWarnings("deprecation")
  static boolean hasContainer(MavenSession session) {
    return session.getContainer() != null;
  }

  @SuppressWarnings("deprecation")
  private static <T> T inContainer(MavenSession session, Class<T> type)
      throws ComponentLookupException {
    return session.getContainer().lookup(type);
  }

  // By name, because what this is compiled with is Maven 3.
  private static <T> T byService(MavenSession session, Class<T> type)
      throws ReflectiveOperationException {
    ClassLoader maven = MavenSession.class.getClassLoader();
    Class<?> sessionType = Class.forName("org.apache.maven.api.Session", false, maven);
    Class<?> lookupType = Class.forName("org.apache.maven.api.services.Lookup", false, maven);
    Object api = MavenSession.class.getMethod("getSession").invoke(session);
    Object lookup = sessionType.getMethod("getService", Class.class).invoke(api, lookupType);
    return type.cast(lookupType.getMethod("lookup", Class.class).invoke(lookup, type));
  }
}
