package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.LayerCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.execution.MojoExecutionListener;
import org.apache.maven.project.MavenProject;

/**
 * Hashes the layer of the dependencies, the largest of most images, while Jib still reads its
 * configuration: from the start of its goal until it calls extensions a cold JVM needs half a
 * second.
 *
 * <p>The Maven plugin calls it, on a thread of its own. Which files Jib will take is foretold:
 * where that is wrong, because the application's folder in the image was configured for instance,
 * the work was for nothing, and the extension hashes what Jib takes.
 */
public final class DependenciesAhead implements MojoExecutionListener {

  private static final AbsoluteUnixPath LIBRARIES = AbsoluteUnixPath.get("/app/libs");

  /** For {@link java.util.ServiceLoader}, which makes the instance. */
  public DependenciesAhead() {}

  @Override
  public void beforeMojoExecution(MojoExecutionEvent event) {
    MavenProject top = event.getSession().getTopLevelProject();
    MavenProject project = event.getProject();
    if (top.getContextValue(SessionCaches.KEY) instanceof SessionCaches caches
        && project.getContextValue(SessionCaches.SETTINGS_KEY) instanceof CacheSettings settings) {
      try {
        Optional<PlannedLayer> layer = foretell(event.getSession(), project);
        if (layer.isPresent() && isWanted(layer.get(), project, caches.cacheFor(settings))) {
          LayerTar tar =
              SessionValue.of(top, SessionTars.class, SessionTars::new).of(layer.get().files());
          caches.events().detail("The dependencies were hashed ahead: diffID " + tar.diffId());
        }
      } catch (IOException e) {
        caches.events().detail("The dependencies were not hashed ahead: " + e);
      }
    }
  }

  private static boolean isWanted(PlannedLayer layer, MavenProject project, LayerCache cache)
      throws IOException {
    JibCacheDirectory jibCache =
        JibCacheDirectory.ofApplication(project.getBuild().getDirectory(), System::getProperty);
    return (jibCache.isEmpty() || JibLayerCache.in(jibCache).layerOf(layer.files()).isEmpty())
        && cache.hasLayers()
        && !cache.isTooLate(layer.fileBytes());
  }

  /**
   * The layer of a module's dependencies as Jib usually makes it.
   *
   * @return empty if there is none, or if Jib would do something special
   * @see <a
   *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.2-maven/jib-core/src/main/java/com/google/cloud/tools/jib/api/JavaContainerBuilder.java">what
   *     Jib does</a>
   */
  private static Optional<PlannedLayer> foretell(MavenSession session, MavenProject project) {
    Set<Artifact> modules =
        session.getProjects().stream().map(MavenProject::getArtifact).collect(Collectors.toSet());
    Set<String> names = new HashSet<>();
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder();
    for (Artifact artifact : project.getArtifacts()) {
      if (!artifact.isSnapshot() && !modules.contains(artifact)) {
        Path file = artifact.getFile().toPath();
        String name = file.getFileName().toString();
        layer.addEntry(file, LIBRARIES.resolve(name));
        if (!names.add(name)) {
          return Optional.empty();
        }
      }
    }
    return names.isEmpty() || project.getPackaging().equals("war")
        ? Optional.empty()
        : Optional.of(
            new PlannedLayer("dependencies", ImmutableList.copyOf(layer.build().getEntries())));
  }

  @Override
  public void afterMojoExecutionSuccess(MojoExecutionEvent event) {
    // Nothing is done then.
  }

  @Override
  public void afterExecutionFailure(MojoExecutionEvent event) {
    // Nothing is done then.
  }
}
