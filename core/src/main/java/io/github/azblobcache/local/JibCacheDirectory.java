package io.github.azblobcache.local;

import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The folder in which Jib caches the layers that it builds: its layout, and how a layer that was
 * built elsewhere gets in.
 *
 * <p>Its names are in {@link JibCacheLayout}. Jib checks nothing when it reads (docs/behaviour.md,
 * "unchecked layers"), so only what is whole and checked gets a final name, by an atomic move.
 * Nothing under a final name is changed or deleted. For use by any thread, and beside Jib.
 */
public final class JibCacheDirectory {

  private static final String TEMPORARY = "azblob-cache-";
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private final Path directory;
  private final JibCacheLayout layout;
  private final AtomicBoolean isSwept = new AtomicBoolean();

  /**
   * @param directory need not exist
   */
  public JibCacheDirectory(Path directory) {
    this.directory = directory;
    this.layout = new JibCacheLayout(directory);
  }

  /**
   * The cache of a module's application layers, found as Jib finds it: by a system property, so
   * that a property of the POM does not count (docs/behaviour.md, "cache folders").
   *
   * @param buildDirectory the module's {@code target}
   * @param systemProperties returns a system property; null if it is not set
   * @see <a
   *     href="https://github.com/GoogleContainerTools/jib/tree/v3.5.1-maven/jib-maven-plugin#system-properties">Jib,
   *     system properties</a>
   */
  public static JibCacheDirectory ofApplication(
      String buildDirectory, UnaryOperator<String> systemProperties) {
    String configured = systemProperties.apply(JibCacheLayout.APPLICATION_CACHE);
    return new JibCacheDirectory(
        configured == null ? JibCacheLayout.ofProject(buildDirectory) : Path.of(configured));
  }

  /** Where it is. */
  public Path directory() {
    return directory;
  }

  /** Whether Jib would find no layer for any files, as on a runner that has just started. */
  public boolean isEmpty() {
    return !Files.exists(layout.selectors());
  }

  /** Whether there is a layer with this digest. */
  public boolean hasLayer(Digest digest) {
    return Files.exists(layerFolder(digest));
  }

  /** The file of a layer, there or not. */
  public Path layerFile(Digest digest, DiffId diffId) {
    return JibCacheLayout.fileIn(layerFolder(digest), diffId);
  }

  /** The folder of the layer with this digest, there or not. */
  public Path layerFolder(Digest digest) {
    return layout.layer(digest);
  }

  /**
   * The digest that a selector leads to; empty if there is no such selector.
   *
   * @throws IOException if what is there can't be read, or is not a digest
   */
  public Optional<Digest> selected(Selector selector) throws IOException {
    Path file = layout.selector(selector);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JibCacheLayout.selected(Files.readString(file)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "'" + file + "' in Jib's cache leads to no layer: " + e.getMessage(), e);
    }
  }

  /**
   * Puts a layer where Jib will find it for the files that the selector identifies.
   *
   * @return false, having changed nothing, if something else is under the layer's digest
   */
  public boolean admit(LayerFile layer, Selector selector) throws IOException {
    Digest digest = layer.blob().digest();
    boolean isThere = admitTo(layerFile(digest, layer.diffId()), layer);
    if (isThere) {
      select(selector, digest);
    }
    return isThere;
  }

  /**
   * Puts a layer into a folder of its own, which holds that one file.
   *
   * @param target the file's final name; Jib's layout
   * @return false, having changed nothing, if something else is there
   */
  boolean admitTo(Path target, LayerFile layer) throws IOException {
    Path parent = Objects.requireNonNull(target.getParent());
    if (!Files.exists(parent)) {
      Path folder = newTemporaryFolder();
      try {
        linkOrCopy(layer.file(), folder.resolve(target.getFileName()));
        moveIfDoesNotExist(folder, parent);
      } finally {
        deleteTree(folder);
      }
    }
    return Files.exists(target) && Files.size(target) == layer.blob().sizeBytes();
  }

  /** The file of a layer of a tar file's or Docker's, there or not. */
  Path localFile(DiffId diffId, Digest digest) {
    return JibCacheLayout.localFileIn(layout.localLayer(diffId), digest);
  }

  /** Whether there is a layer of a tar file's or Docker's with this diffID. */
  boolean hasLocalLayer(DiffId diffId) {
    return Files.exists(layout.localLayer(diffId));
  }

  /** A new folder beside the final names, so that a move from it is atomic. Delete it. */
  public Path newTemporaryFolder() throws IOException {
    return Files.createTempDirectory(temporary(), TEMPORARY);
  }

  // Not in java.io.tmpdir: a move across file systems is a copy, and a copy can be seen half done.
  private Path temporary() throws IOException {
    Path folder = Files.createDirectories(layout.temporary());
    if (isSwept.compareAndSet(false, true)) {
      deleteAbandoned(folder);
    }
    return folder;
  }

  // Jib deletes nothing there, and no build of ours lasts a day.
  private static void deleteAbandoned(Path folder) {
    FileTime limit = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
      for (Path path : ours) {
        if (Files.getLastModifiedTime(path).compareTo(limit) < 0) {
          deleteTree(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another build deletes it too, or it is another user's.
    }
  }

  /** Deletes a folder and all in it, if it is there. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The name under which Jib looks for the layer of some files.
   *
   * @param hex 64 hex digits
   */
  public record Selector(String hex) {}

  private void select(Selector selector, Digest digest) throws IOException {
    Path partial = Files.createTempFile(temporary(), TEMPORARY, null);
    try {
      Files.writeString(partial, JibCacheLayout.selecting(digest));
      Path file = layout.selector(selector);
      Files.createDirectories(file.getParent());
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  // A link costs nothing, and ten modules with the same dependencies share one file.
  private static void linkOrCopy(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      // Another file system, one without links, or another user's file
      // (docs/behaviour.md, "links to others' files").
      Files.copy(from, to);
    }
  }

  // As Jib does it: what is there already has the same digest, and another build may be reading it
  // (docs/behaviour.md, "layers that stay").
  private static void moveIfDoesNotExist(Path folder, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    if (Files.exists(target)) {
      return;
    }
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Each system has an exception of its own for a folder that is there
      // (docs/behaviour.md, "moves onto filled folders"): another module was
      // faster.
      if (!Files.exists(target)) {
        throw e;
      }
    }
  }
}
