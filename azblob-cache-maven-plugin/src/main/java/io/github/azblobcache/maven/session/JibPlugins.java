package io.github.azblobcache.maven.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Exclusion;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The Jib plugin in a project's model, and how our extension gets into it. */
public final class JibPlugins {

  public static final String GROUP_ID = "com.google.cloud.tools";
  public static final String ARTIFACT_ID = "jib-maven-plugin";

  /**
   * @see <a
   *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.1-maven/jib-maven-plugin/CHANGELOG.md#240">Jib,
   *     changes</a>
   */
  public static final String FIRST_WITH_EXTENSIONS = "2.4.0";

  private static final String KEY = Plugin.constructKey(GROUP_ID, ARTIFACT_ID);
  private static final String EXTENSION_CLASS = "io.github.azblobcache.jib.AzblobCacheExtension";
  public static final String OUR_GROUP_ID = "io.github.azblobcache";
  private static final String EXTENSION_ARTIFACT = "azblob-cache-jib-extension";

  private JibPlugins() {}

  /** The Jib plugins that take part in a project's lifecycle, at most one. */
  public static List<Plugin> built(MavenProject project) {
    return in(project.getBuild());
  }

  /** The version of a project's Jib, if that has no extensions; empty if it has or is unknown. */
  static Optional<String> withoutExtensions(MavenProject project) {
    ComparableVersion first = new ComparableVersion(FIRST_WITH_EXTENSIONS);
    for (Plugin plugin : all(project)) {
      String version = plugin.getVersion();
      if (version != null && new ComparableVersion(version).compareTo(first) < 0) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /**
   * The Jib plugins of a project, then those that are only managed: that is where the command line
   * finds its configuration if there are no others.
   */
  public static List<Plugin> all(MavenProject project) {
    List<Plugin> found = new ArrayList<>(in(project.getBuild()));
    found.addAll(in(project.getPluginManagement()));
    return found;
  }

  private static List<Plugin> in(PluginContainer container) {
    List<Plugin> found = new ArrayList<>();
    if (container != null) {
      for (Plugin plugin : container.getPlugins()) {
        if (plugin.getKey().equals(KEY)) {
          found.add(plugin);
        }
      }
    }
    return found;
  }

  /** Makes every Jib execution of a project run our extension, after all others. */
  static void addExtension(MavenProject project) {
    List<Plugin> plugins = all(project);
    if (plugins.isEmpty()) {
      plugins = List.of(managed(project));
    }
    for (Plugin plugin : plugins) {
      addDependency(plugin);
      plugin.setConfiguration(withExtension(plugin.getConfiguration()));
      for (PluginExecution execution : plugin.getExecutions()) {
        execution.setConfiguration(withExtension(execution.getConfiguration()));
      }
    }
  }

  // One that the POM has is left as it is. Together with an extension that is named last, the model
  // is then the same with a cache and without: other caches take its checksum for a key.
  private static void addDependency(Plugin plugin) {
    for (Dependency dependency : plugin.getDependencies()) {
      if (dependency.getGroupId().equals(OUR_GROUP_ID)
          && dependency.getArtifactId().equals(EXTENSION_ARTIFACT)) {
        return;
      }
    }
    plugin.addDependency(extension());
  }

  // A project that does not name Jib can still be built with Jib from the command line.
  private static Plugin managed(MavenProject project) {
    if (project.getBuild().getPluginManagement() == null) {
      project.getBuild().setPluginManagement(new PluginManagement());
    }
    Plugin plugin = new Plugin();
    plugin.setGroupId(GROUP_ID);
    plugin.setArtifactId(ARTIFACT_ID);
    project.getBuild().getPluginManagement().addPlugin(plugin);
    return plugin;
  }

  // Without what it depends on: Jib's class path takes those classes from this plugin's.
  private static Dependency extension() {
    Exclusion all = new Exclusion();
    all.setGroupId("*");
    all.setArtifactId("*");
    Dependency extension = new Dependency();
    extension.setGroupId(OUR_GROUP_ID);
    extension.setArtifactId(EXTENSION_ARTIFACT);
    extension.setVersion(version());
    extension.addExclusion(all);
    return extension;
  }

  /** This plugin's own version, which is that of the extension. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = JibPlugins.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static Xpp3Dom withExtension(Object configuration) {
    Xpp3Dom root =
        configuration instanceof Xpp3Dom dom ? new Xpp3Dom(dom) : new Xpp3Dom("configuration");
    Xpp3Dom extensions = root.getChild("pluginExtensions");
    if (extensions == null) {
      extensions = new Xpp3Dom("pluginExtensions");
      root.addChild(extensions);
    }
    extensions.addChild(takeOurs(extensions));
    return root;
  }

  // Jib runs extensions as they are listed. One that runs later could change layers that were
  // looked up already, so ours is put last, with the properties that the user gave it
  // (docs/behaviour.md, "extension order").
  private static Xpp3Dom takeOurs(Xpp3Dom extensions) {
    for (int i = 0; i < extensions.getChildCount(); i++) {
      Xpp3Dom extension = extensions.getChild(i);
      if (EXTENSION_CLASS.equals(textOf(extension.getChild("implementation")))) {
        extensions.removeChild(i);
        return extension;
      }
    }
    return newOurs();
  }

  private static Xpp3Dom newOurs() {
    Xpp3Dom implementation = new Xpp3Dom("implementation");
    implementation.setValue(EXTENSION_CLASS);
    Xpp3Dom ours = new Xpp3Dom("pluginExtension");
    ours.addChild(implementation);
    return ours;
  }

  private static String textOf(Xpp3Dom node) {
    return node == null || node.getValue() == null ? "" : node.getValue().trim();
  }
}
