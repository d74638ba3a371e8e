package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * One at a time among all threads, class loaders and processes that use a folder.
 *
 * <p>Held for a few file system calls, never while bytes are copied.
 */
final class StoreLock {

  /** What is done under the lock. */
  interface Action<T> {
    T run() throws IOException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 2;

  private final Path folder;
  private final Path file;

  /**
   * @param folder where the lock's file is; the first use creates it
   */
  StoreLock(Path folder, String name) {
    this.folder = folder;
    this.file = folder.resolve(name);
  }

  /**
   * Runs the action while no other process holds the lock.
   *
   * @throws StoreException if another process does not give it up in 30 seconds
   */
  <T> T hold(String operation, Action<T> action) throws IOException {
    Files.createDirectories(folder);
    // An interned string is the same object in every class loader: a file lock is no use within one
    // process. There it is an exception, and closing any other channel of the file gives it up.
    String monitor = ("azblob-cache " + folder.toRealPath()).intern();
    synchronized (monitor) {
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = acquire(operation, channel)) {
        assert lock.isValid();
        return action.run();
      }
    }
  }

  private FileLock acquire(String operation, FileChannel channel) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isPresent()) {
        return lock.get();
      }
      pause(operation);
    }
    throw new StoreException(
        operation
            + " failed: another process has held the lock "
            + file
            + " for "
            + PATIENCE.toSeconds()
            + " seconds. Stop it, or try again.",
        new IOException("lock not free"),
        true);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Held in this process by code that does not know the monitor
      return Optional.empty();
    }
  }

  private static void pause(String operation) throws StoreException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException(operation);
    }
  }
}
