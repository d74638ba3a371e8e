package io.github.azblobcache.local;

import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.nio.file.Path;

/**
 * The names that Jib gives to the files of its caches: all that changes here if Jib changes its
 * layout. Knows paths, and does no I/O.
 *
 * <p>A registry's layer, or one of the application, is {@code layers/<digest>/<diffID>}, exactly
 * one file in each folder. A layer of a tar file's or Docker's is {@code local/<diffID>/<digest>}.
 * A file {@code selectors/<selector>} has the hex digits of a digest.
 *
 * @see <a
 *     href="https://github.com/GoogleContainerTools/jib/blob/v0.28.1-core/jib-core/src/main/java/com/google/cloud/tools/jib/cache/CacheStorageFiles.java">jib-core,
 *     CacheStorageFiles</a>
 */
public final class JibCacheLayout {

  /** The system property that says where the cache of application layers is. */
  public static final String APPLICATION_CACHE = "jib.applicationCache";

  private final Path directory;

  /** The layout of the cache in this folder. */
  public JibCacheLayout(Path directory) {
    this.directory = directory;
  }

  /** Where a project's own cache is, unless a property says otherwise. */
  static Path ofProject(String buildDirectory) {
    return Path.of(buildDirectory, "jib-cache");
  }

  Path layer(Digest digest) {
    return directory.resolve("layers").resolve(digest.hex());
  }

  /** The file in a layer's folder. */
  static Path fileIn(Path folder, DiffId diffId) {
    return folder.resolve(diffId.digest().hex());
  }

  Path localLayer(DiffId diffId) {
    return directory.resolve("local").resolve(diffId.digest().hex());
  }

  /** The file in the folder of a layer of a tar file's or Docker's. */
  static Path localFileIn(Path folder, Digest digest) {
    return folder.resolve(digest.hex());
  }

  /** The folder of the selectors. */
  public Path selectors() {
    return directory.resolve("selectors");
  }

  Path selector(Selector selector) {
    return selectors().resolve(selector.hex());
  }

  /** What the file of a selector has in it. */
  static String selecting(Digest digest) {
    return digest.hex();
  }

  /**
   * Reads what {@link #selecting} writes.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Digest selected(String content) {
    return new Digest(content);
  }

  /** For files on their way, on the file system of the layers. */
  Path temporary() {
    return directory.resolve("tmp");
  }
}
