package io.github.azblobcache.maven;

import io.github.azblobcache.BuildPlace;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.maven.support.ModuleSettings;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.LayerCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens once per session, before the first module builds. */
final class SessionSetup {

  private static final Logger LOG = LoggerFactory.getLogger(CacheParticipant.class);

  private SessionSetup() {}

  /** The caches of a session in which {@link #run} found something configured. */
  static Optional<SessionCaches> caches(MavenSession session) {
    return session.getTopLevelProject() == null
        ? Optional.empty()
        : SessionContext.of(session).caches();
  }

  /**
   * Reads the settings of every module that may become an image, gives its Jib builds the
   * extension, and begins to fetch, and to make Jib's class path. A session without images, {@code
   * mvn test} for instance, pays for none of that.
   *
   * @throws io.github.azblobcache.settings.InvalidSettingException if a setting is wrong
   */
  static void run(MavenSession session, JibClassPath classPath) {
    JibRuns runs = JibRuns.of(session);
    SessionContext context = SessionContext.of(session);
    boolean isCutOff = false;
    Set<String> tooOld = new TreeSet<>();
    List<MavenProject> configured = new ArrayList<>();
    for (MavenProject project : session.getProjects()) {
      if (runs.areThinkable(project) && isOurs(project) && context.settings(project).isEmpty()) {
        ModuleSettings module = ModuleSettings.ofPlugin(session, project);
        isCutOff |= module.isCutOff();
        CacheSettings settings = module.resolve();
        context.settings(project, settings);
        Optional<String> old = JibPlugins.withoutExtensions(project);
        if (!settings.isNothing() && old.isEmpty()) {
          setUp(session, runs, project, settings);
          configured.add(project);
        } else if (!settings.isNothing()) {
          tooOld.add(old.get());
        }
      }
    }
    prepareOne(classPath, session, runs, configured);
    for (String version : tooOld) {
      LOG.warn(
          "Layer cache: not used with Jib {}, which has no extensions. Jib {} and newer have.",
          version,
          JibPlugins.FIRST_WITH_EXTENSIONS);
    }
    if (isCutOff) {
      LOG.info("Layer cache: {}", BuildPlace.OFFLINE);
    }
  }

  // Of one: modules rarely have different versions of Jib, or other dependencies of it.
  private static void prepareOne(
      JibClassPath classPath, MavenSession session, JibRuns runs, List<MavenProject> configured) {
    for (MavenProject project : configured) {
      if (runs.in(project)) {
        classPath.prepare(session, project);
        return;
      }
    }
  }

  private static void setUp(
      MavenSession session, JibRuns runs, MavenProject project, CacheSettings settings) {
    Optional<SessionCaches> opened = caches(session);
    SessionCaches caches = opened.isPresent() ? opened.get() : open(session);
    JibPlugins.addExtension(project);
    if (ExportBinding.runsIn(runs.goals(), project)) {
      SessionContext.of(session).deferExport(project);
    }
    if (runs.in(project)) {
      // What Maven knows is read on its own thread.
      String image = ImageNames.of(project.getGroupId(), project.getArtifactId());
      String buildDirectory = project.getBuild().getDirectory();
      caches.inBackground(() -> prefetch(caches.cacheFor(settings), image, buildDirectory));
    }
  }

  private static SessionCaches open(MavenSession session) {
    SettingsProxies.activate(session);
    MavenProject top = session.getTopLevelProject();
    SessionCaches caches =
        new SessionCaches(ModuleSettings.ofPlugin(session, top).place(), CacheLog.EVENTS);
    SessionContext.of(session).share(caches);
    return caches;
  }

  private static void prefetch(LayerCache cache, String image, String buildDirectory) {
    JibCacheDirectory jibCache =
        JibCacheDirectory.ofApplication(buildDirectory, System::getProperty);
    cache.prefetch(image, layer -> jibCache.hasLayer(layer.blob().digest()));
  }

  // A module that does not declare this plugin can be in the reactor of one that does. Its Jib
  // would not find our classes.
  private static boolean isOurs(MavenProject project) {
    ClassRealm realm = project.getClassRealm();
    if (realm == null) {
      return isCoreExtension();
    }
    try {
      return realm.loadClass(SessionCaches.class.getName()) == SessionCaches.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean isCoreExtension() {
    return SessionSetup.class.getClassLoader() instanceof ClassRealm realm
        && realm.getId().startsWith("coreExtension>");
  }
}
