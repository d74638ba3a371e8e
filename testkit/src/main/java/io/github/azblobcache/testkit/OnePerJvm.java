package io.github.azblobcache.testkit;

import java.util.function.Supplier;

/**
 * Something that is started once in a JVM, however many class loaders load this test kit.
 *
 * <p>A build that runs integration tests in-process loads the test kit once per script. A static
 * field would start one server for each; a system property is seen by all of them.
 */
final class OnePerJvm {

  private static final String PREFIX = "azblob-cache.testkit.shared.";

  private OnePerJvm() {}

  /**
   * Gives the description that {@code start} gave when it was called first in this JVM.
   *
   * @param start starts the thing and describes it so that others can find it; what it throws is
   *     thrown here, and the next call tries again
   */
  static String describe(String name, Supplier<String> start) {
    String property = PREFIX + name;
    synchronized (lock(property)) {
      // A JVM that was given all system properties of its parent must not take over the parent's.
      String owner = ProcessHandle.current().pid() + " ";
      String known = System.getProperty(property, "");
      if (known.startsWith(owner)) {
        return known.substring(owner.length());
      }
      String description = start.get();
      System.setProperty(property, owner + description);
      return description;
    }
  }

  /** A lock that is the same object for every class loader: strings are interned per JVM. */
  static Object lock(String name) {
    return ("io.github.azblobcache.testkit:" + name).intern();
  }
}
