package io.github.azblobcache.jib;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * In which order Jib runs its extensions, told from a module's POM: Jib itself tells an extension
 * nothing of the others.
 */
final class ExtensionOrder {

  private static final String JIB = "com.google.cloud.tools:jib-maven-plugin";
  private static final String OURS = AzblobCacheExtension.class.getName();

  private ExtensionOrder() {}

  /** The class of an extension that Jib runs after ours; empty if ours is the last one. */
  static Optional<String> afterOurs(MavenProject project) {
    return Stream.ofNullable(project.getPlugin(JIB))
        .flatMap(ExtensionOrder::configured)
        .map(ExtensionOrder::extensions)
        .filter(classes -> classes.contains(OURS))
        .map(classes -> classes.get(classes.size() - 1))
        .filter(last -> !last.equals(OURS))
        .findFirst();
  }

  private static Stream<ConfigurationContainer> configured(Plugin plugin) {
    return Stream.concat(Stream.of(plugin), plugin.getExecutions().stream());
  }

  private static List<String> extensions(ConfigurationContainer container) {
    List<String> classes = new ArrayList<>();
    if (container.getConfiguration() instanceof Xpp3Dom dom
        && dom.getChild("pluginExtensions") != null) {
      for (Xpp3Dom extension : dom.getChild("pluginExtensions").getChildren()) {
        Xpp3Dom implementation = extension.getChild("implementation");
        if (implementation != null && implementation.getValue() != null) {
          classes.add(implementation.getValue().strip());
        }
      }
    }
    return classes;
  }
}
