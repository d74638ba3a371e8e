package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.maven.extension.MavenData;
import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.maven.support.ModuleSettings;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** A module that Jib builds an image of, and the settings that count for it. */
final class BuiltModule {

  private final MavenData maven;
  private final SessionContext context;
  private final ModuleSettings written;
  private final CacheSettings settings;
  private final boolean isOfflineLimited;

  private BuiltModule(
      MavenData maven,
      SessionContext context,
      ModuleSettings written,
      Optional<CacheSettings> fromPlugin) {
    this.maven = maven;
    this.context = context;
    this.written = written;
    this.settings = fromPlugin.isPresent() ? fromPlugin.get() : written.resolve();
    this.isOfflineLimited = fromPlugin.isEmpty() && written.isOfflineLimited();
  }

  /**
   * @param properties the extension's own, from Jib's configuration; where there are none the Maven
   *     plugin's settings count, if it is there
   * @throws io.github.azblobcache.settings.values.InvalidSettingException if a setting is wrong
   */
  static BuiltModule of(MavenData maven, Map<String, String> properties) {
    SessionContext context = SessionContext.of(maven.getMavenSession());
    return new BuiltModule(
        maven,
        context,
        ModuleSettings.ofExtension(maven.getMavenSession(), maven.getMavenProject(), properties),
        properties.isEmpty() ? context.settings(maven.getMavenProject()) : Optional.empty());
  }

  MavenSession session() {
    return maven.getMavenSession();
  }

  MavenProject project() {
    return maven.getMavenProject();
  }

  SessionContext context() {
    return context;
  }

  CacheSettings settings() {
    return settings;
  }

  /**
   * Whether a cache is configured that the session does without, because it is offline, and no line
   * says so yet.
   */
  boolean isOfflineLimited() {
    return isOfflineLimited;
  }

  /** Whether the CI service that runs the build gets a summary. */
  boolean summary() {
    return !context.omitsSummary() && written.ofSession().summary();
  }

  /** Whether layers that no cache has are built by us, compressed on all cores. */
  boolean compressesInParallel() {
    return context.compressesInParallel() || written.ofSession().parallelGzip();
  }

  /** Whether the module has any use for the extension. */
  boolean hasSomethingToDo() {
    return !settings.isNothing() || (!settings.skip() && compressesInParallel());
  }

  /** Where the session builds. */
  BuildEnvironment place() {
    return written.place();
  }
}
