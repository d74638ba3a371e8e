package io.github.azblobcache.maven;

import io.github.azblobcache.BuildPlace;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SettingSource;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
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
    return CacheSettings.read(
        List.of(
            SettingSource.userProperties(session.getUserProperties()::getProperty),
            SettingSource.pluginConfiguration(this::configured),
            SettingSource.projectProperties(project.getProperties()::getProperty),
            SettingSource.environment(System::getenv)),
        System::getenv,
        place(session).checkout());
  }

  private String configured(String element) {
    Plugin plugin = project.getPlugin(ExportGoal.PLUGIN_KEY);
    return plugin != null
            && plugin.getConfiguration() instanceof Xpp3Dom dom
            && dom.getChild(element) != null
        ? dom.getChild(element).getValue()
        : null;
  }

  /** Where a session builds. */
  static BuildPlace place(MavenSession session) {
    File root = session.getRequest().getMultiModuleProjectDirectory();
    Path checkout = root != null ? root.toPath() : Path.of(session.getExecutionRootDirectory());
    return BuildPlace.of(checkout, session.getUserProperties()::getProperty);
  }
}
