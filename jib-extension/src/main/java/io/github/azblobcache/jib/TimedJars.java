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
  private static final int SHOWN_FILES = 3;

  private TimedJars() {}

  /**
   * What to report to the user, a line for each jar. It also names what else has changed in the
   * layer, because setting the property does not help against that.
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
        notices.addAll(notices(layer.name(), layer.rebuild().get().files(), modules));
      }
    }
    return notices;
  }

  private static List<String> notices(
      String layer, List<String> files, List<MavenProject> modules) {
    List<String> jars = new ArrayList<>();
    List<String> others = new ArrayList<>(files);
    for (MavenProject module : modules) {
      String jar = module.getBuild().getFinalName() + ".jar";
      if (!isSet(module.getProperties()) && others.removeIf(file -> isTimed(jar, file))) {
        jars.add(jar);
      }
    }
    List<String> notices = new ArrayList<>();
    for (String jar : jars) {
      notices.add(notice(layer, jar, others));
    }
    return notices;
  }

  private static String notice(String layer, String jar, List<String> others) {
    return jar
        + " is different after each build, even if its sources are the same, because Maven writes"
        + " the time into it. So its layer '"
        + layer
        + "' is never found. Set <"
        + PROPERTY
        + "> in the POM's <properties>, for instance to 2026-01-01T00:00:00Z."
        + (others.isEmpty() ? "" : " The layer has other changes too: " + some(others) + ".");
  }

  private static String some(List<String> files) {
    int shown = Math.min(files.size(), SHOWN_FILES);
    return String.join("; ", files.subList(0, shown))
        + (shown < files.size() ? "; more in report.json" : "");
  }

  private static boolean isSet(Properties properties) {
    return !properties.getProperty(PROPERTY, "").isBlank();
  }

  // Of the same size. What also changes the size is more than the time.
  private static boolean isTimed(String jar, String file) {
    return file.startsWith("changed ") && file.endsWith("/" + jar + " (content)");
  }
}
