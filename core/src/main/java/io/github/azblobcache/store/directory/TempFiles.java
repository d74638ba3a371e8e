package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Files that are being written, out of every reader's sight.
 *
 * <p>In the store's own folder, not in the system's: a move across file systems is a copy, and a
 * copy can be seen half done.
 */
final class TempFiles {

  private static final int BUFFER_BYTES = 256 * 1024;
  // A process that was killed leaves its file behind; none writes one blob for a day
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private final Path folder;

  TempFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies all bytes to a new file and makes sure that they are on the disk.
   *
   * @throws StoreException if they can't be written; any other IOException is the source's
   */
  Path write(String operation, ReadableByteChannel source) throws IOException {
    Path temp = folder.resolve(UUID.randomUUID() + ".part");
    try (FileChannel sink = create(operation, temp)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (source.read(buffer) >= 0) {
        drain(operation, buffer.flip(), sink);
        buffer.clear();
      }
      force(operation, sink);
      return temp;
    } catch (IOException | RuntimeException e) {
      deleteAfter(e, temp);
      throw e;
    }
  }

  /** Deletes what killed processes have left behind. */
  void sweep(Instant now) throws IOException {
    Instant abandoned = now.minus(ABANDONED_AFTER);
    try (DirectoryStream<Path> temps = Files.newDirectoryStream(folder)) {
      for (Path temp : temps) {
        sweep(temp, abandoned);
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever written here
    }
  }

  private static void sweep(Path temp, Instant abandoned) throws IOException {
    try {
      if (Files.getLastModifiedTime(temp).toInstant().isBefore(abandoned)) {
        Files.deleteIfExists(temp);
      }
    } catch (NoSuchFileException e) {
      // Another process swept first
    } catch (AccessDeniedException e) {
      // Another user's, whose build will sweep it
    }
  }

  // Not Files.createTempFile, whose files only their owner may read: the process's umask decides
  private FileChannel create(String operation, Path temp) throws StoreException {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }

  private static void drain(String operation, ByteBuffer buffer, FileChannel sink)
      throws StoreException {
    try {
      while (buffer.hasRemaining()) {
        sink.write(buffer);
      }
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }

  private static void force(String operation, FileChannel sink) throws StoreException {
    try {
      sink.force(true);
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }

  private static void deleteAfter(Exception cause, Path temp) {
    try {
      Files.deleteIfExists(temp);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
