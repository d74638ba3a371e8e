package io.github.azblobcache.maven.support;

import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.PlexusContainer;

/** Maven sessions for tests. */
final class Sessions {

  private Sessions() {}

  /**
   * A session of one module.
   *
   * @param container null for a session as Maven 4 makes it
   */
  @SuppressWarnings("deprecation")
  static MavenSession of(PlexusContainer container, MavenProject module) {
    return new MavenSession(
        container,
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult(),
        List.of(module));
  }

  static MavenSession of(PlexusContainer container, Settings settings) {
    MavenSession session = of(container, new MavenProject());
    session.getRequest().setServers(settings.getServers());
    session.getRequest().setProxies(settings.getProxies());
    return session;
  }
}
