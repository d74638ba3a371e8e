package io.github.azblobcache;

import io.github.azblobcache.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The folder of this user in which layers are kept on their way.
 *
 * <p>Not in a build's {@code target}: {@code clean} may run while layers arrive.
 *
 * @param directory need not exist
 */
public record CacheHome(Path directory) {

  /**
   * The folder that is customary for caches: {@code $XDG_CACHE_HOME/azblob-cache}, else {@code
   * ~/.cache/azblob-cache}; {@code ~/Library/Caches/azblob-cache} on macOS; {@code
   * %LOCALAPPDATA%\azblob-cache} on Windows.
   *
   * @param properties tells a system property; null if it is not set
   * @param environment tells an environment variable; null if it is not set
   * @see <a href="https://specifications.freedesktop.org/basedir-spec/0.8/">XDG Base Directory
   *     Specification</a>
   */
  public static CacheHome ofUser(
      UnaryOperator<String> properties, UnaryOperator<String> environment) {
    return new CacheHome(caches(properties, environment).resolve("azblob-cache"));
  }

  private static Path caches(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    Path home = Path.of(properties.apply("user.home"));
    String system = properties.apply("os.name").toLowerCase(Locale.ROOT);
    Optional<Path> windows = path(environment.apply("LOCALAPPDATA"));
    if (system.contains("windows") && windows.isPresent()) {
      return windows.get();
    }
    if (system.contains("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    return path(environment.apply("XDG_CACHE_HOME")).orElse(home.resolve(".cache"));
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
