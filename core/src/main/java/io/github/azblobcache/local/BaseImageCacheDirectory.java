package io.github.azblobcache.local;

import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The folder in which Jib caches base images: where it is, and how a layer gets in that another
 * machine has left.
 *
 * <p>All of Jib's tools share it, so nothing under a final name is ever changed or deleted. A
 * registry's layer is {@code layers/<digest>/<diffID>}; one of a tar file or of Docker's is {@code
 * local/<diffID>/<digest>} (docs/behaviour.md, "local bases"). For use by any thread, and beside
 * Jib.
 *
 * @param layers the layout that it shares with Jib's other cache
 */
public record BaseImageCacheDirectory(JibCacheDirectory layers) {

  private static final String BASE_IMAGE_CACHE = "jib.baseImageCache";
  private static final String ONLY_PROJECT_CACHE = "jib.useOnlyProjectCache";

  /**
   * The cache of a module's base image, found as Jib finds it.
   *
   * @param buildDirectory the module's {@code target}
   * @param properties returns a system property; null if it is not set
   * @param environment returns an environment variable; null if it is not set
   * @see <a
   *     href="https://github.com/GoogleContainerTools/jib/blob/v0.28.1-core/jib-core/src/main/java/com/google/cloud/tools/jib/filesystem/XdgDirectories.java">jib-core,
   *     XdgDirectories</a>
   */
  public static BaseImageCacheDirectory of(
      String buildDirectory, UnaryOperator<String> properties, UnaryOperator<String> environment) {
    Optional<Path> configured = path(properties.apply(BASE_IMAGE_CACHE));
    Path directory;
    if (configured.isPresent()) {
      directory = configured.get();
    } else if (Boolean.parseBoolean(properties.apply(ONLY_PROJECT_CACHE))) {
      directory = JibCacheLayout.ofProject(buildDirectory);
    } else {
      directory = ofUser(properties, environment);
    }
    return new BaseImageCacheDirectory(new JibCacheDirectory(directory));
  }

  private static Path ofUser(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    Path home = Path.of(properties.apply("user.home"));
    Optional<Path> xdg = path(environment.apply("XDG_CACHE_HOME"));
    String system = properties.apply("os.name").toLowerCase(Locale.ENGLISH);
    if (system.contains("windows")) {
      Path caches =
          xdg.or(() -> path(environment.apply("LOCALAPPDATA")).filter(Files::exists))
              .orElse(home.resolve(".cache"));
      return caches.resolve("Google").resolve("Jib").resolve("Cache");
    }
    if (system.contains("mac") || system.contains("darwin")) {
      Path library = home.resolve("Library").resolve("Caches");
      return xdg.orElse(Files.exists(library) ? library : home.resolve(".cache"))
          .resolve("Google")
          .resolve("Jib");
    }
    return xdg.orElse(home.resolve(".cache")).resolve("google-cloud-tools-java").resolve("jib");
  }

  private static Optional<Path> path(String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /** Where it is. */
  public Path directory() {
    return layers.directory();
  }

  /** Whether there is a registry's layer with this digest. */
  public boolean hasLayer(Digest digest) {
    return layers.hasLayer(digest);
  }

  /** The file of a registry's layer, there or not. */
  public Path layerFile(Digest digest, DiffId diffId) {
    return layers.layerFile(digest, diffId);
  }

  /**
   * Puts a registry's layer where Jib will find it.
   *
   * @return false, having changed nothing, if something else is under the layer's digest
   */
  public boolean admit(FetchedLayer layer) throws IOException {
    return layers.admitTo(layerFile(layer.blob().digest(), layer.diffId()), layer.layer());
  }

  /** Whether there is a layer of a tar file's or Docker's with this diffID. */
  public boolean hasLocalLayer(DiffId diffId) {
    return layers.hasLocalLayer(diffId);
  }

  /**
   * Puts a layer where Jib will find it that is in a tar file or in Docker.
   *
   * @return false, having changed nothing, if something else is under the layer's diffID
   */
  public boolean admitLocal(FetchedLayer layer) throws IOException {
    return layers.admitTo(localFile(layer.diffId(), layer.blob().digest()), layer.layer());
  }

  /** The file of a layer of a tar file's or Docker's, there or not. */
  public Path localFile(DiffId diffId, Digest digest) {
    return layers.localFile(diffId, digest);
  }
}
