package io.github.azblobcache.maven.support;

import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.ConfiguredCache;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.Misspellings;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for one module. For use by one thread.
 *
 * <p>Each method that reads throws {@link
 * io.github.azblobcache.settings.values.InvalidSettingException} if a setting is wrong.
 */
public final class ModuleSettings {

  /** The Maven plugin's key in a model. */
  public static final String PLUGIN_KEY =
      Plugin.constructKey("io.github.azblobcache", "azblob-cache-maven-plugin");

  private static final CacheLog LOG = CacheLog.of(ModuleSettings.class);

  private final MavenSession session;
  private final MavenProject module;
  private final List<SettingSource> sources;
  private final List<SettingSource> sessionSources;
  private @Nullable BuildEnvironment place;

  /**
   * @param sources of the module's settings, the one that counts most first
   * @param sessionSources of the settings that a session has only one of
   */
  private ModuleSettings(
      MavenSession session,
      MavenProject module,
      List<SettingSource> sources,
      List<SettingSource> sessionSources) {
    this.session = session;
    this.module = module;
    this.sources = sources;
    this.sessionSources = sessionSources;
  }

  /**
   * The settings of a module that has the Maven plugin. The plugin's configuration in the top
   * project decides on what a session has only one of.
   */
  public static ModuleSettings ofPlugin(MavenSession session, MavenProject module) {
    return new ModuleSettings(
        session,
        module,
        pluginSources(session, module),
        pluginSources(session, session.getTopLevelProject()));
  }

  /**
   * The settings of a module that has the Jib extension alone. The first module decides on what a
   * session has only one of.
   *
   * @param properties the extension's own, from Jib's configuration
   */
  public static ModuleSettings ofExtension(
      MavenSession session, MavenProject module, Map<String, String> properties) {
    List<SettingSource> sources =
        sources(session, SettingSource.extensionProperties(properties), module);
    return new ModuleSettings(session, module, sources, sources);
  }

  private static List<SettingSource> pluginSources(MavenSession session, MavenProject module) {
    return sources(
        session,
        SettingSource.pluginConfiguration(element -> configured(session, module, element)),
        module);
  }

  private static List<SettingSource> sources(
      MavenSession session, SettingSource own, MavenProject module) {
    Consumer<String> warnings = warnings(session);
    return List.of(
        SettingSource.userProperties(session.getUserProperties()::getProperty).warning(warnings),
        own.warning(warnings),
        SettingSource.projectProperties(module.getProperties()::getProperty).warning(warnings),
        SettingSource.environment(System::getenv).warning(warnings));
  }

  private static Consumer<String> warnings(MavenSession session) {
    return warning -> SessionContext.of(session).once(warning, LOG::warn);
  }

  private static List<String> elements(MavenProject module) {
    Plugin plugin = module.getPlugin(PLUGIN_KEY);
    List<String> elements = new ArrayList<>();
    if (plugin != null && plugin.getConfiguration() instanceof Xpp3Dom dom) {
      for (Xpp3Dom element : dom.getChildren()) {
        elements.add(element.getName());
      }
    }
    return elements;
  }

  private static @Nullable String configured(
      MavenSession session, MavenProject module, String element) {
    Plugin plugin = module.getPlugin(PLUGIN_KEY);
    if (plugin == null) {
      return null;
    }
    String configured = text(plugin, element);
    for (PluginExecution execution : plugin.getExecutions()) {
      String ofExecution = text(execution, element);
      // Maven copies what the plugin has into its executions.
      if (ofExecution != null && !ofExecution.equals(configured)) {
        warnings(session).accept(notCounted(element, execution.getId()));
      }
    }
    return configured;
  }

  /** The text of an element; null if it is not there. */
  private static @Nullable String text(ConfigurationContainer container, String element) {
    if (!(container.getConfiguration() instanceof Xpp3Dom dom) || dom.getChild(element) == null) {
      return null;
    }
    // <cacheTo/> has no text, and says that there is none.
    String text = dom.getChild(element).getValue();
    return text == null ? "" : text;
  }

  // A build's caches are those of its images, and Jib's goals are no execution of this plugin's.
  private static String notCounted(String element, String execution) {
    return "<"
        + element
        + "> in the <execution> '"
        + execution
        + "' of the azblob-cache-maven-plugin does not count. Write it into the plugin's own"
        + " <configuration>.";
  }

  /** The settings that a build uses. */
  public CacheSettings resolve() {
    return place().settings(read(), session.isOffline());
  }

  /** Whether a cache is configured that the session does without, because it is offline. */
  public boolean isOfflineLimited() {
    return session.isOffline() && read().needsNetwork();
  }

  /** What is configured, and nothing added. */
  public CacheSettings read() {
    warnOfMisspellings();
    return CacheSettings.read(sources, context());
  }

  /** Whether all imports are turned off. */
  public boolean skipsImport() {
    return CacheSettings.skipsImport(sources);
  }

  /** What is configured, for a goal that is no build. */
  public CacheSettings readForUpkeep() {
    warnOfMisspellings();
    return CacheSettings.readForUpkeep(sources, context());
  }

  /** The caches of a build, with where each part of them comes from. */
  public List<ConfiguredCache> explain() {
    return CacheSettings.explain(sources, context());
  }

  private void warnOfMisspellings() {
    Misspellings misspellings = new Misspellings(new GoalProperties(), warnings(session));
    misspellings.onCommandLine(session.getUserProperties().keySet());
    misspellings.inPom(module.getProperties().keySet());
    misspellings.inConfiguration(elements(module));
    misspellings.inVariables(System.getenv().keySet());
  }

  private SettingContext context() {
    return new SettingContext(
        System::getenv,
        place().checkout(),
        new MavenSecrets(session),
        warnings(session),
        BuiltInStores.TYPES);
  }

  /** The settings that a session has only one of. */
  public SessionSettings ofSession() {
    return SessionSettings.read(sessionSources);
  }

  /** Where the session builds. */
  public BuildEnvironment place() {
    if (place == null) {
      File root = session.getRequest().getMultiModuleProjectDirectory();
      Path checkout = root != null ? root.toPath() : Path.of(session.getExecutionRootDirectory());
      place = BuildEnvironment.of(checkout, ofSession());
    }
    return place;
  }
}
