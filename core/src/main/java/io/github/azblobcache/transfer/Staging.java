package io.github.azblobcache.transfer;

import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder where one session keeps the layers that it fetched, until it ends.
 *
 * <p>A file under its final name here is whole and checked. Folders that killed sessions left
 * behind go after a day.
 */
final class Staging implements AutoCloseable {

  private static final Duration ABANDONED = Duration.ofDays(1);
  private static final String SESSION = "session-";

  private final Path parent;
  private Path directory;

  /**
   * @param parent holds a folder per session; need not exist
   */
  Staging(Path parent) {
    this.parent = parent;
  }

  /** A new empty file for bytes that are still to be checked. */
  Path newFile() throws IOException {
    return Files.createTempFile(directory(), "fetch-", ".part");
  }

  /** Gives a checked file its final name. */
  Path admit(Path checked, Digest digest) throws IOException {
    return Files.move(checked, directory().resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
  }

  private synchronized Path directory() throws IOException {
    if (directory == null) {
      Files.createDirectories(parent);
      deleteAbandoned();
      directory = Files.createTempDirectory(parent, SESSION);
    }
    return directory;
  }

  private void deleteAbandoned() throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
    try (DirectoryStream<Path> sessions = Files.newDirectoryStream(parent, SESSION + "*")) {
      for (Path session : sessions) {
        if (Files.getLastModifiedTime(session).compareTo(limit) < 0) {
          deleteTree(session);
        }
      }
    }
  }

  /** Deletes this session's folder. What fails is left for the next session to delete. */
  @Override
  public synchronized void close() {
    if (directory != null) {
      deleteTree(directory);
      directory = null;
    }
  }

  private static void deleteTree(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Another process is deleting it too, or holds a file in it open.
    }
  }
}
