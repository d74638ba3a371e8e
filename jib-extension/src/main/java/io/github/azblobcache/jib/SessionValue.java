package io.github.azblobcache.jib;

import java.util.function.Supplier;
import org.apache.maven.project.MavenProject;

/** What there is one of in a Maven session, for all modules with one Jib version. */
final class SessionValue {

  private SessionValue() {}

  /**
   * The session's, made at the first call. For use by any thread.
   *
   * @param top the session's top project, which carries it
   */
  static <T> T of(MavenProject top, Class<T> type, Supplier<T> make) {
    // Modules with another Jib version have another copy of the class, and a value of their own.
    String key = type.getName() + "@" + type.getClassLoader().hashCode();
    synchronized (top) {
      Object known = top.getContextValue(key);
      if (known != null) {
        return type.cast(known);
      }
      T made = make.get();
      top.setContextValue(key, made);
      return made;
    }
  }
}
