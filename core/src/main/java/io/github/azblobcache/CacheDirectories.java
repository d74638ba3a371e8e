package io.github.azblobcache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The folder of this user in which layers are kept on their way.
 *
 * <p>Not in a build's {@code target}: {@code clean} may run while layers arrive.
 *
 * @param directory need not exist
 */
public record CacheDirectories(Path directory) {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /**
   * The folder that is customary for caches: {@code $XDG_CACHE_HOME/azblob-cache}, else {@code
   * ~/.cache/azblob-cache}; {@code ~/Library/Caches/azblob-cache} on macOS; {@code
   * %LOCALAPPDATA%\azblob-cache} on Windows. A user without a home, as in a container that runs
   * with a numeric user, has a private folder in the system's folder for temporary files.
   *
   * @param properties returns a system property; null if it is not set
   * @param environment returns an environment variable; null if it is not set
   * @see <a href="https://specifications.freedesktop.org/basedir-spec/0.8/">XDG Base Directory
   *     Specification</a>
   */
  public static CacheDirectories ofUser(
      UnaryOperator<String> properties, UnaryOperator<String> environment) {
    return new CacheDirectories(caches(properties, environment).resolve("azblob-cache"));
  }

  private static Path caches(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String system = properties.apply("os.name").toLowerCase(Locale.ROOT);
    Optional<Path> windows = path(environment.apply("LOCALAPPDATA"));
    if (system.contains("windows") && windows.isPresent()) {
      return windows.get();
    }
    Optional<Path> home = home(properties.apply("user.home"));
    if (system.contains("mac") && home.isPresent()) {
      return home.get().resolve("Library").resolve("Caches");
    }
    Optional<Path> customary = path(environment.apply("XDG_CACHE_HOME"));
    if (customary.isPresent() && customary.get().isAbsolute()) {
      return customary.get();
    }
    return home.isPresent()
        ? home.get().resolve(".cache")
        : withoutHome(Path.of(properties.apply("java.io.tmpdir")));
  }

  // Java says "?" of a user whom the system does not know, and some systems say "/".
  private static Optional<Path> home(String text) {
    Optional<Path> home = path(text);
    boolean isThere =
        home.isPresent()
            && home.get().isAbsolute()
            && (home.get().getParent() != null || Files.isWritable(home.get()));
    return isThere ? home : Optional.empty();
  }

  // Only a folder that no other user can write may hold layers that have been checked.
  private static Path withoutHome(Path temporary) {
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path folder = temporary.resolve("azblob-cache-" + user);
      if (!Files.exists(folder, NOFOLLOW_LINKS)) {
        Files.createDirectories(temporary);
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
      }
      if (Files.isDirectory(folder, NOFOLLOW_LINKS)
          && user.equals(Files.getAttribute(folder, "unix:uid", NOFOLLOW_LINKS))
          && PRIVATE.equals(Files.getPosixFilePermissions(folder, NOFOLLOW_LINKS))) {
        return folder;
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Then a name that cannot be guessed, for this session alone
    }
    return temporary.resolve("azblob-cache-" + UUID.randomUUID());
  }

  private static Optional<Path> path(String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /** Where a session keeps what it fetches. */
  public Path staging() {
    return directory.resolve("staging");
  }

  /** Where the layers are that were imported for one checkout, in the layout of a local cache. */
  public Path importedFor(Path checkout) {
    Digest id = Digest.of(checkout.toString().getBytes(StandardCharsets.UTF_8));
    return directory.resolve("imported").resolve(id.abbreviated());
  }
}
