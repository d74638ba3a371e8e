package io.github.azblobcache.jib.lazy;

import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheLayout;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A cache of application layers that one run of Jib has for itself: Jib gets its path by a system
 * property, which it reads before it calls its extensions. The folder is one of those that are
 * deleted after a day if a killed build leaves them.
 *
 * @param directory the cache
 */
record OwnCache(JibCacheDirectory directory) {

  private static final String PROPERTY = JibCacheLayout.APPLICATION_CACHE;

  /**
   * Makes one, which the next run of Jib in this JVM uses, until {@link #hide}.
   *
   * @param usual where Jib would have its cache
   */
  static OwnCache open(JibCacheDirectory usual) throws IOException {
    Path folder = usual.newTemporaryFolder();
    System.setProperty(PROPERTY, folder.toString());
    return new OwnCache(new JibCacheDirectory(folder));
  }

  /** No other run of Jib uses it. */
  void hide() {
    if (directory.directory().toString().equals(System.getProperty(PROPERTY))) {
      System.clearProperty(PROPERTY);
    }
  }

  void delete() throws IOException {
    JibCacheDirectory.deleteTree(directory.directory());
  }
}
