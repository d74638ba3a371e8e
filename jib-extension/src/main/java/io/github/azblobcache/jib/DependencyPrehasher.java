package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.layers.JibSelectors;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.maven.support.JibGoalListener;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.LayerCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.project.MavenProject;

/**
 * Hashes the layer of the dependencies, the largest of most images, while Jib still reads its
 * configuration: from the start of its goal until it calls extensions a cold JVM needs half a
 * second.
 *
 * <p>The Maven plugin calls it, on the thread that is about to run Jib. What Maven knows of a
 * module is read there, before Jib reads it: a {@link MavenProject} is not for use by two threads,
 * and makes its set of artifacts at the first call.
 *
 * <p>Which files Jib will take is foretold: where that is wrong, because the application's folder
 * in the image was configured for instance, the work was for nothing, and the extension hashes what
 * Jib takes.
 */
public final class DependencyPrehasher implements JibGoalListener {

  private static final AbsoluteUnixPath LIBRARIES = AbsoluteUnixPath.get("/app/libs");

  /** For {@link java.util.ServiceLoader}, which makes the instance. */
  public DependencyPrehasher() {}

  @Override
  public void beforeJibGoal(MojoExecutionEvent event) {
    MavenProject project = event.getProject();
    SessionContext context = SessionContext.of(event.getSession());
    Optional<SessionCaches> shared = context.caches();
    Optional<CacheSettings> read = context.settings(project);
    if (shared.isPresent() && read.isPresent()) {
      SessionCaches caches = shared.get();
      CacheSettings settings = read.get();
      String image = ImageNames.of(project.getGroupId(), project.getArtifactId());
      List<Path> libraries = libraries(event.getSession(), project);
      JibCacheDirectory jibCache =
          JibCacheDirectory.ofApplication(project.getBuild().getDirectory(), System::getProperty);
      SessionTars tars = context.only(SessionTars.class, SessionTars::new);
      if (!libraries.isEmpty()) {
        caches.inBackground(
            () -> {
              hash(image, libraries, jibCache, tars, caches, settings);
              select(libraries, jibCache, caches);
            });
      }
    }
  }

  /**
   * The files that Jib usually puts into a module's layer of dependencies.
   *
   * @return none if there are none, or if Jib would do something special
   * @see <a
   *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.2-maven/jib-maven-plugin/src/main/java/com/google/cloud/tools/jib/maven/MavenProjectProperties.java">what
   *     Jib does</a>
   */
  private static List<Path> libraries(MavenSession session, MavenProject project) {
    if (project.getPackaging().equals("war")) {
      return List.of();
    }
    Set<Artifact> modules = new HashSet<>();
    for (MavenProject module : session.getProjects()) {
      modules.add(module.getArtifact());
    }
    Set<String> names = new HashSet<>();
    List<Path> files = new ArrayList<>();
    for (Artifact artifact : project.getArtifacts()) {
      if (!artifact.isSnapshot() && !modules.contains(artifact)) {
        files.add(artifact.getFile().toPath());
        names.add(artifact.getFile().getName());
      }
    }
    return names.size() == files.size() ? files : List.of();
  }

  private static void hash(
      String image,
      List<Path> libraries,
      JibCacheDirectory jibCache,
      SessionTars tars,
      SessionCaches caches,
      CacheSettings settings) {
    try {
      PlannedLayer layer = layer(libraries);
      if (isWanted(image, layer, jibCache, caches.cacheFor(settings))) {
        LayerTar tar = tars.of(layer.files());
        caches.events().detail("The dependencies were hashed ahead: diffID " + tar.diffId());
      }
    } catch (IOException e) {
      caches.events().detail("The dependencies were not hashed ahead: " + e);
    }
  }

  private static PlannedLayer layer(List<Path> libraries) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder();
    for (Path file : libraries) {
      layer.addEntry(file, LIBRARIES.resolve(file.getFileName().toString()));
    }
    return new PlannedLayer("dependencies", ImmutableList.copyOf(layer.build().getEntries()));
  }

  private static boolean isWanted(
      String image, PlannedLayer layer, JibCacheDirectory jibCache, LayerCache cache)
      throws IOException {
    return !isLocal(layer, jibCache)
        && cache.hasLayers()
        && !cache.isTooLate(image, layer.fileBytes());
  }

  private static boolean isLocal(PlannedLayer layer, JibCacheDirectory directory)
      throws IOException {
    // An empty one is not asked: until Jib's code for that is loaded, the hash can be done.
    if (directory.isEmpty()) {
      return false;
    }
    JibLayerCache jibCache = JibLayerCache.in(directory);
    return jibCache.layerAt(jibCache.selectorOf(layer.files())).isPresent();
  }

  /**
   * Makes Jib's code for selectors ready: a cold JVM needs long for it. Not before the hash is
   * done, because Jib begins with reading its own configuration, and would wait for what both need
   * of Jackson.
   */
  private static void select(
      List<Path> libraries, JibCacheDirectory jibCache, SessionCaches caches) {
    try {
      // Where it is not empty, it was asked for the layer already.
      if (jibCache.isEmpty()) {
        JibSelectors.of(layer(libraries).files(), jibCache);
      }
    } catch (IOException e) {
      caches.events().detail("The dependencies were not looked for ahead: " + e);
    }
  }
}
