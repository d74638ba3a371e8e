package io.github.azblobcache.maven.session;

import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.Closing;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheLayout;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.maven.support.ModuleSettings;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.transfer.LayerCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.jspecify.annotations.Nullable;

/** What is set up once per session, before the first module builds, and taken back in the end. */
public final class SessionSetup implements AutoCloseable {

  private static final CacheLog LOG = CacheLog.of(SessionParticipant.class);

  private final MavenSession session;
  private final SessionContext context;
  private final JibRuns runs;
  private final List<Module> configured = new ArrayList<>();
  private final Set<String> tooOld = new TreeSet<>();
  private boolean isOfflineLimited;
  private @Nullable SettingsProxies proxies;
  private @Nullable SessionCaches caches;
  private @Nullable SessionSettings ofSession;

  private record Module(MavenProject project, CacheSettings settings) {}

  /**
   * @param runs which of its modules become images
   */
  SessionSetup(MavenSession session, JibRuns runs) {
    this.session = session;
    this.context = SessionContext.of(session);
    this.runs = runs;
  }

  /** The caches of a session in which {@link #run} found something configured. */
  public static Optional<SessionCaches> caches(MavenSession session) {
    return SessionContext.of(session).caches();
  }

  /**
   * Reads the settings of every module that may become an image, gives its Jib builds the
   * extension, and begins to fetch, and to make Jib's class path. Nothing is opened before all
   * settings have been read, and nothing stays open if this fails.
   *
   * @throws io.github.azblobcache.settings.values.InvalidSettingException if a setting is wrong
   */
  void run(JibClassPath classPath) {
    for (MavenProject project : session.getProjects()) {
      if (runs.mayRun(project) && isOurs(project) && context.settings(project).isEmpty()) {
        read(project);
      }
    }
    try {
      for (Module module : configured) {
        setUp(module);
      }
      prepareOne(classPath);
    } catch (RuntimeException | Error e) {
      try {
        close();
      } catch (IllegalStateException whileClosing) {
        e.addSuppressed(whileClosing);
      }
      throw e;
    }
    report();
  }

  private void read(MavenProject project) {
    ModuleSettings module = ModuleSettings.ofPlugin(session, project);
    isOfflineLimited |= module.isOfflineLimited();
    CacheSettings settings = module.resolve();
    context.settings(project, settings);
    Optional<String> old = JibPlugins.withoutExtensions(project);
    boolean hasSomethingToDo =
        !settings.isNothing() || (!settings.skip() && ofSession().parallelGzip());
    if (hasSomethingToDo && old.isEmpty()) {
      configured.add(new Module(project, settings));
    } else if (hasSomethingToDo) {
      tooOld.add(old.get());
    }
  }

  private void setUp(Module module) {
    SessionCaches opened = caches != null ? caches : open();
    MavenProject project = module.project();
    JibPlugins.addExtension(project);
    if (ExportBinding.runsIn(runs.goals(), project)) {
      context.deferExport(project);
    }
    if (runs.in(project) && leavesLayers(project)) {
      // What is fetched is known when the registry was asked.
      context.leaveLayers(project);
    } else if (runs.in(project)) {
      // What Maven knows is read on its own thread.
      String image = ImageNames.of(project.getGroupId(), project.getArtifactId());
      String buildDirectory = project.getBuild().getDirectory();
      boolean isDeleted = runs.deleteTarget();
      opened.inBackground(
          () -> prefetch(opened.cacheFor(module.settings()), image, buildDirectory, isDeleted));
    }
  }

  // A property of the JVM says where Jib's cache is, so only one goal can run at a time.
  private boolean leavesLayers(MavenProject project) {
    return ofSession().lazy()
        && !ofSession().parallelGzip()
        && !session.isParallel()
        && !session.isOffline()
        && System.getProperty(JibCacheLayout.APPLICATION_CACHE) == null
        && onlyPush()
        && JibCacheDirectory.ofApplication(project.getBuild().getDirectory(), System::getProperty)
            .isEmpty();
  }

  private boolean onlyPush() {
    for (MavenProject project : session.getProjects()) {
      if (!runs.onlyPush(project)) {
        return false;
      }
    }
    return true;
  }

  private SessionCaches open() {
    List<CacheSettings> settings = new ArrayList<>();
    for (Module module : configured) {
      settings.add(module.settings());
    }
    proxies = SettingsProxies.activate(session, settings);
    MavenProject top = session.getTopLevelProject();
    ModuleSettings module = ModuleSettings.ofPlugin(session, top);
    SessionCaches opened = new SessionCaches(module.place(), LOG.events());
    caches = opened;
    if (!ofSession().summary()) {
      context.omitSummary();
    }
    if (ofSession().parallelGzip()) {
      context.compressInParallel();
    }
    context.share(opened);
    return opened;
  }

  private SessionSettings ofSession() {
    if (ofSession == null) {
      ofSession = ModuleSettings.ofPlugin(session, session.getTopLevelProject()).ofSession();
    }
    return ofSession;
  }

  // What clean is going to delete is no reason not to fetch
  private static void prefetch(
      LayerCache cache, String image, String buildDirectory, boolean isTargetDeleted) {
    JibCacheDirectory jibCache =
        JibCacheDirectory.ofApplication(buildDirectory, System::getProperty);
    boolean isDeleted =
        isTargetDeleted && jibCache.directory().toAbsolutePath().startsWith(buildDirectory);
    cache.prefetch(image, layer -> !isDeleted && jibCache.hasLayer(layer.blob().digest()));
  }

  // Of one: modules rarely have different versions of Jib, or other dependencies of it.
  private void prepareOne(JibClassPath classPath) {
    for (Module module : configured) {
      if (runs.in(module.project())) {
        classPath.prepare(session, module.project());
        return;
      }
    }
  }

  private void report() {
    for (String version : tooOld) {
      LOG.warn(
          "not used with Jib "
              + version
              + ", which has no extensions. Jib "
              + JibPlugins.FIRST_WITH_EXTENSIONS
              + " and newer have.");
    }
    if (isOfflineLimited) {
      LOG.info(BuildEnvironment.OFFLINE);
    }
  }

  // A module that does not declare this plugin can be in the reactor of one that does. Its Jib
  // would not find our classes.
  static boolean isOurs(MavenProject project) {
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

  @Override
  public void close() {
    Closing.all(Arrays.asList(caches, proxies));
  }
}
