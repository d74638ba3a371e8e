package io.github.azblobcache.maven.session;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.maven.support.CacheLog;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.InvalidPluginDescriptorException;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.PluginContainerException;
import org.apache.maven.plugin.PluginDescriptorParsingException;
import org.apache.maven.plugin.PluginResolutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * Jib's class path, made while Maven compiles, or resolves what the project depends on. To resolve
 * Jib's own dependencies, and to make a class loader of them, takes a cold JVM half a second, which
 * Maven would spend when Jib's goal begins.
 *
 * <p>It is Maven that makes it and keeps it, and finds it when Jib's turn comes: as in a parallel
 * build, in which the first of two modules that come to the same plugin makes its class path, and
 * the other one waits for that.
 *
 * @param plugins Maven's own
 */
record JibClassPath(MavenPluginManager plugins) {

  private static final CacheLog LOG = CacheLog.of(SessionParticipant.class);

  /** Begins to make the class path that Jib has in a project. */
  void prepare(MavenSession session, MavenProject project) {
    for (Plugin jib : JibPlugins.built(project)) {
      // Of its own, because a session of Maven knows for each thread which project it builds
      // (docs/behaviour.md, "current project").
      MavenSession own = session.clone();
      Thread thread = DaemonThreads.of("class-path", () -> prepare(own, project, jib));
      // Not the one of Maven's thread, which is now this plugin's: Maven finds only components that
      // the context class loader sees. Maven 4 even remembers that it found none, and the build
      // would fail with that (docs/behaviour.md, "inherited class loaders").
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  private void prepare(MavenSession own, MavenProject project, Plugin jib) {
    own.setCurrentProject(project);
    try {
      PluginDescriptor descriptor =
          plugins.getPluginDescriptor(
              jib, project.getRemotePluginRepositories(), own.getRepositorySession());
      plugins.setupPluginRealm(descriptor, own, null, null, null);
    } catch (PluginResolutionException
        | PluginDescriptorParsingException
        | InvalidPluginDescriptorException
        | PluginContainerException
        | RuntimeException
        | LinkageError e) {
      // Maven meets every such fault again when it comes to Jib, and reports it.
      LOG.debug("Jib's class path was not made ahead", e);
    }
  }
}
