package io.github.azblobcache.jib;

import io.github.azblobcache.report.ImageReport;
import io.github.azblobcache.report.LayerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Jars of the session's own modules that made a layer be built, because Maven has written the time
 * into them: before Maven 3.10 it does, unless a property of the POM says which time to write
 * (docs/behaviour.md, "time of jars").
 *
 * @see <a href="https://maven.apache.org/guides/mini/guide-reproducible-builds.html">Maven,
 *     reproducible builds</a>
 */
final class TimedJars {

  private static final String PROPERTY = "project.build.outputTimestamp";

  private TimedJars() {}

  /**
   * What to report to the user, a line for each jar.
   *
   * <p>Looks at the image's own module and at those that it depends on, and at no others: Maven may
   * be building them on other threads.
   *
   * @param session whose user properties count before the POM's
   * @param project that the image is built from
   */
  static List<String> notices(MavenSession session, MavenProject project, ImageReport image) {
    if (isSet(session.getUserProperties())) {
      return List.of();
    }
    List<MavenProject> modules =
        new ArrayList<>(session.getProjectDependencyGraph().getUpstreamProjects(project, true));
    modules.add(project);
    List<String> notices = new ArrayList<>();
    for (LayerReport layer : image.layers()) {
      if (layer.rebuild().isPresent()) {
        for (MavenProject module : modules) {
          String jar = module.getBuild().getFinalName() + ".jar";
          if (!isSet(module.getProperties()) && isChanged(jar, layer.rebuild().get().files())) {
            notices.add(notice(layer.name(), jar));
          }
        }
      }
    }
    return notices;
  }

  private static String notice(String layer, String jar) {
    return jar
        + " is different after each build, so its layer '"
        + layer
        + "' is never found: Maven writes the time into it. Set <"
        + PROPERTY
        + "> in the POM's <properties>, for instance to 2026-01-01T00:00:00Z.";
  }

  private static boolean isSet(Properties properties) {
    return !properties.getProperty(PROPERTY, "").isBlank();
  }

  private static boolean isChanged(String jar, List<String> files) {
    for (String file : files) {
      if (file.startsWith("changed ") && file.endsWith("/" + jar + " (content)")) {
        return true;
      }
    }
    return false;
  }
}
