package io.github.azblobcache.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps what has to be installed once per user and is then used by every run.
 *
 * <p>It is {@code azblob-cache-testkit} in the user's cache folder ({@code XDG_CACHE_HOME}, else
 * {@code ~/.cache}), or the folder in the system property {@code azblob-cache.testkit.cache}. A
 * folder in it is either absent or complete: it is filled under a temporary name and then moved.
 * Threads, class loaders and JVMs that want the same one at the same time wait for each other.
 */
final class InstallFolder {

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Installation {
    void into(Path emptyFolder) throws IOException;
  }

  private InstallFolder() {}

  /**
   * Gives the folder with that name, filling it first if it is not there.
   *
   * @throws MissingPartException as {@code installation} does
   */
  static Path get(String name, Installation installation) throws IOException {
    Path parent = parent();
    Path folder = parent.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(parent);
    // File locks are held by a JVM as a whole, so threads need a lock of their own.
    synchronized (OnePerJvm.lock("install " + name)) {
      try (FileChannel channel =
              FileChannel.open(
                  parent.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && !Files.isDirectory(folder)) {
          install(folder, installation);
        }
      }
    }
    return folder;
  }

  private static void install(Path folder, Installation installation) throws IOException {
    Path partial = Files.createTempDirectory(folder.getParent(), ".installing-");
    try {
      installation.into(partial);
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTrees.delete(partial);
    }
  }

  private static Path parent() {
    String chosen = System.getProperty("azblob-cache.testkit.cache");
    if (chosen != null) {
      return Path.of(chosen);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("azblob-cache-testkit");
  }
}
