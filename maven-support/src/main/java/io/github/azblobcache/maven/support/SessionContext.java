package io.github.azblobcache.maven.support;

import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.settings.CacheSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What the Maven plugin and the Jib extension share during one Maven session. For use by any
 * thread, except that what belongs to one module is read and written by the thread that has that
 * module.
 *
 * <p>The session's top project carries it, because Maven copies the session for each thread of a
 * parallel build (docs/behaviour.md, "copied sessions").
 */
public final class SessionContext {

  // Modules with different versions of Jib have this class twice if the plugin is not there. Each
  // copy has a context of its own.
  private static final String KEY =
      SessionContext.class.getName()
          + "@"
          + System.identityHashCode(SessionContext.class.getClassLoader());
  // On the module, and not in a map here: Maven copies a module for a forked lifecycle, and the
  // copy has the same values.
  private static final String SETTINGS = KEY + "/settings";
  private static final String DEFERS_EXPORT = KEY + "/defersExport";
  private static final String LEAVES_LAYERS = KEY + "/leavesLayers";

  private final Map<Class<?>, Object> values = new HashMap<>();
  private final Set<String> notices = new HashSet<>();
  private @Nullable SessionCaches caches;
  private boolean omitsSummary;
  private boolean compressesInParallel;

  private SessionContext() {}

  /** The context of a session, which the first call makes. */
  public static SessionContext of(MavenSession session) {
    MavenProject top = session.getTopLevelProject();
    synchronized (top) {
      if (top.getContextValue(KEY) instanceof SessionContext known) {
        return known;
      }
      SessionContext made = new SessionContext();
      top.setContextValue(KEY, made);
      return made;
    }
  }

  /** The caches that the Maven plugin has opened; empty if it is not there, or has opened none. */
  public synchronized Optional<SessionCaches> caches() {
    return Optional.ofNullable(caches);
  }

  /** Sets the caches that all modules use. */
  public synchronized void share(SessionCaches opened) {
    caches = opened;
  }

  /** Whether the Maven plugin's settings say that the CI service gets no summary. */
  public synchronized boolean omitsSummary() {
    return omitsSummary;
  }

  /** Gives the CI service no summary. */
  public synchronized void omitSummary() {
    omitsSummary = true;
  }

  /** Whether the Maven plugin's settings say that layers are compressed on all cores. */
  public synchronized boolean compressesInParallel() {
    return compressesInParallel;
  }

  /** Compresses layers on all cores. */
  public synchronized void compressInParallel() {
    compressesInParallel = true;
  }

  /** The settings that the Maven plugin has read for a module; empty if it has read none. */
  public Optional<CacheSettings> settings(MavenProject module) {
    return module.getContextValue(SETTINGS) instanceof CacheSettings settings
        ? Optional.of(settings)
        : Optional.empty();
  }

  /** Sets the settings of a module. */
  public void settings(MavenProject module, CacheSettings settings) {
    module.setContextValue(SETTINGS, settings);
  }

  /** Whether the {@code export} goal exports a module's images, and not the end of Jib's goal. */
  public boolean defersExport(MavenProject module) {
    return Boolean.TRUE.equals(module.getContextValue(DEFERS_EXPORT));
  }

  /** Leaves the export of a module's images to the {@code export} goal. */
  public void deferExport(MavenProject module) {
    module.setContextValue(DEFERS_EXPORT, true);
  }

  /** Whether layers of a module's image stay in the registry that it is pushed to. */
  public boolean leavesLayers(MavenProject module) {
    return Boolean.TRUE.equals(module.getContextValue(LEAVES_LAYERS));
  }

  /** Leaves layers of a module's image in the registry that it is pushed to. */
  public void leaveLayers(MavenProject module) {
    module.setContextValue(LEAVES_LAYERS, true);
  }

  /**
   * The session's only object of a class.
   *
   * @param make makes it at the first call
   */
  public synchronized <T> T only(Class<T> type, Supplier<T> make) {
    Object known = values.get(type);
    if (known == null) {
      known = make.get();
      values.put(type, known);
    }
    return type.cast(known);
  }

  /** Prints a notice, unless the session has printed the same one before. */
  public void once(String notice, Consumer<String> print) {
    boolean isFirst;
    synchronized (this) {
      isFirst = notices.add(notice);
    }
    if (isFirst) {
      print.accept(notice);
    }
  }
}
