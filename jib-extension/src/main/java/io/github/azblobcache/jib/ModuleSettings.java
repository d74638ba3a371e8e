package io.github.azblobcache.jib;

import io.github.azblobcache.BuildPlace;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.settings.SettingSource;
import io.github.azblobcache.settings.Surroundings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * What is configured for one module.
 *
 * @param session Maven's
 * @param project the module
 * @param properties the extension's own, from Jib's configuration; where there are none the Maven
 *     plugin's settings count, if it is there
 */
record ModuleSettings(MavenSession session, MavenProject project, Map<String, String> properties) {

  /**
   * @throws io.github.azblobcache.settings.InvalidSettingException if a setting is wrong
   */
  CacheSettings resolve() {
    Optional<CacheSettings> fromPlugin = fromPlugin();
    return fromPlugin.isPresent()
        ? fromPlugin.get()
        : place().settings(read(), session.isOffline());
  }

  /**
   * Whether a cache is configured that the session does without, because it is offline, and nobody
   * has told the user.
   */
  boolean isCutOff() {
    return session.isOffline() && fromPlugin().isEmpty() && read().needsNetwork();
  }

  private Optional<CacheSettings> fromPlugin() {
    return properties.isEmpty()
            && project.getContextValue(SessionCaches.SETTINGS_KEY) instanceof CacheSettings settings
        ? Optional.of(settings)
        : Optional.empty();
  }

  private CacheSettings read() {
    return CacheSettings.read(
        sources(),
        new Surroundings(System::getenv, place().checkout(), new SettingsServers(session)));
  }

  private List<SettingSource> sources() {
    return List.of(
        SettingSource.userProperties(session.getUserProperties()::getProperty),
        SettingSource.extensionProperties(properties),
        SettingSource.projectProperties(project.getProperties()::getProperty),
        SettingSource.environment(System::getenv));
  }

  /** Where the session builds. Where its modules differ, the first one decides. */
  BuildPlace place() {
    File root = session.getRequest().getMultiModuleProjectDirectory();
    Path checkout = root != null ? root.toPath() : Path.of(session.getExecutionRootDirectory());
    return BuildPlace.of(checkout, SessionSettings.read(sources()));
  }
}
