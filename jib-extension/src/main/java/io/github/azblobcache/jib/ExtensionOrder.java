package io.github.azblobcache.jib;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The order in which Jib runs its extensions, read from a module's POM. Jib itself shows an
 * extension none of the others (docs/behaviour.md, "extension order").
 */
final class ExtensionOrder {

  private static final String JIB = "com.google.cloud.tools:jib-maven-plugin";
  private static final String OURS = AzblobCacheExtension.class.getName();

  private ExtensionOrder() {}

  /** The class of an extension that Jib runs after ours; empty if ours is the last one. */
  static Optional<String> afterOurs(MavenProject project) {
    for (ConfigurationContainer container : configured(project.getPlugin(JIB))) {
      List<String> classes = extensions(container);
      if (classes.contains(OURS)) {
        String last = classes.get(classes.size() - 1);
        if (!last.equals(OURS)) {
          return Optional.of(last);
        }
      }
    }
    return Optional.empty();
  }

  private static List<ConfigurationContainer> configured(Plugin plugin) {
    List<ConfigurationContainer> configured = new ArrayList<>();
    if (plugin != null) {
      configured.add(plugin);
      configured.addAll(plugin.getExecutions());
    }
    return configured;
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
