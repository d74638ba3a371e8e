package io.github.azblobcache.maven;

import io.github.azblobcache.BuildPlace;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.settings.SettingSource;
import io.github.azblobcache.settings.Surroundings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What is configured for one module.
 *
 * @param session Maven's
 * @param project the module
 */
record ModuleSettings(MavenSession session, MavenProject project) {

  private static final UnaryOperator<String> ENVIRONMENT = System::getenv;

  /**
   * @throws io.github.azblobcache.settings.InvalidSettingException if a setting is wrong
   */
  CacheSettings resolve() {
    return place(session).settings(read(), session.isOffline());
  }

  /** Whether a cache is configured that the session does without, because it is offline. */
  boolean isCutOff() {
    return session.isOffline() && read().needsNetwork();
  }

  /** What is configured, and nothing added. */
  CacheSettings read() {
    return CacheSettings.read(sources(), surroundings());
  }

  /** Whether nothing is to be imported, whatever is configured. */
  boolean skipsImport() {
    return CacheSettings.skipsImport(sources());
  }

  /** What is configured, for a goal that is no build. */
  CacheSettings readForUpkeep() {
    return CacheSettings.readForUpkeep(sources(), surroundings());
  }

  private List<SettingSource> sources() {
    return List.of(
        SettingSource.userProperties(session.getUserProperties()::getProperty),
        SettingSource.pluginConfiguration(this::configured),
        SettingSource.projectProperties(project.getProperties()::getProperty),
        SettingSource.environment(ENVIRONMENT));
  }

  private Surroundings surroundings() {
    return new Surroundings(ENVIRONMENT, place(session).checkout(), new SettingsServers(session));
  }

  private String configured(String element) {
    Plugin plugin = project.getPlugin(ExportBinding.PLUGIN_KEY);
    if (plugin == null
        || !(plugin.getConfiguration() instanceof Xpp3Dom dom)
        || dom.getChild(element) == null) {
      return null;
    }
    // <cacheTo/> has no text, and says that there is none.
    String text = dom.getChild(element).getValue();
    return text == null ? "" : text;
  }

  /** Where a session builds. */
  static BuildPlace place(MavenSession session) {
    File root = session.getRequest().getMultiModuleProjectDirectory();
    Path checkout = root != null ? root.toPath() : Path.of(session.getExecutionRootDirectory());
    MavenProject top = session.getTopLevelProject();
    List<SettingSource> sources = new ModuleSettings(session, top).sources();
    return BuildPlace.of(checkout, SessionSettings.read(sources));
  }
}
