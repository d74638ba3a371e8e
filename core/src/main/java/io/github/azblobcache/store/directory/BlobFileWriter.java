package io.github.azblobcache.store.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything that changes the folder. Readers see each change as one step. */
final class BlobFileWriter {

  private final BlobFiles files;
  private final TempFiles scratch;
  private final StoreLock lock;
  private final Clock clock;
  private final AtomicBoolean isSwept = new AtomicBoolean();

  BlobFileWriter(BlobFiles files, Clock clock) {
    this.files = files;
    this.scratch = new TempFiles(files.privateFolder().resolve("tmp"));
    this.lock = new StoreLock(files.privateFolder(), "lock");
    this.clock = clock;
  }

  /** Makes a blob of these bytes; empty if the key was there already. */
  Optional<BlobStat> create(String operation, BlobKey key, ReadableByteChannel bytes)
      throws IOException {
    if (isThere(operation, key)) {
      return Optional.empty();
    }
    Path temp = write(operation, bytes);
    try {
      BlobHeader.first(temp, clock.instant());
      // Before it has its name: afterwards it could be another process's
      Optional<BlobStat> made = files.stat(key, temp);
      Path target = files.file(key);
      Files.createDirectories(target.getParent());
      return linkIfAbsent(operation, temp, target) ? made : Optional.empty();
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  private boolean linkIfAbsent(String operation, Path temp, Path target) throws IOException {
    try {
      Files.createLink(target, temp);
      return true;
    } catch (FileAlreadyExistsException e) {
      return falseIfBlob(target, e);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A file system without hard links. A move would replace, so look first, under the lock
      return lock.hold(operation, () -> moveIfAbsent(temp, target));
    }
  }

  private static boolean moveIfAbsent(Path temp, Path target) throws IOException {
    if (Files.exists(target, NOFOLLOW_LINKS)) {
      return falseIfBlob(target, new FileAlreadyExistsException(target.toString()));
    }
    Files.move(temp, target, ATOMIC_MOVE);
    return true;
  }

  private static boolean falseIfBlob(Path target, FileAlreadyExistsException e)
      throws FileAlreadyExistsException {
    if (Files.isRegularFile(target, NOFOLLOW_LINKS)) {
      return false;
    }
    throw e;
  }

  /** Gives a blob new bytes; empty if it is not the one that was seen. */
  Optional<BlobStat> replace(String operation, BlobStat seen, ReadableByteChannel bytes)
      throws IOException {
    if (!isThere(operation, seen.key())) {
      return Optional.empty();
    }
    return replace(operation, seen, write(operation, bytes));
  }

  private Optional<BlobStat> replace(String operation, BlobStat seen, Path temp)
      throws IOException {
    try {
      return lock.hold(operation, () -> moveIfUnchanged(seen, temp));
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  private Optional<BlobStat> moveIfUnchanged(BlobStat seen, Path temp) throws IOException {
    Path target = files.file(seen.key());
    if (!isUnchanged(seen, target)) {
      return Optional.empty();
    }
    BlobHeader.after(seen.lastModified(), temp, clock.instant());
    Optional<BlobStat> made = files.stat(seen.key(), temp);
    AtomicMove.replace(temp, target);
    return made;
  }

  /** Dates a blob anew; false if there is none. */
  boolean touch(String operation, BlobKey key) throws IOException {
    Optional<BlobStat> seen = files.stat(key, files.file(key));
    if (seen.isEmpty()) {
      return false;
    }
    try {
      return lock.hold(operation, () -> stamp(key));
    } catch (FileSystemException e) {
      // Only its owner may date a file. Another user can still replace it by a copy
      return replaceByCopy(operation, seen.get());
    }
  }

  private boolean replaceByCopy(String operation, BlobStat seen) throws IOException {
    Path copy;
    Path file = files.file(seen.key());
    try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
      copy = write(operation, bytes);
    } catch (NoSuchFileException e) {
      return false;
    }
    // Closed by now: Windows replaces no file that is open. Whoever has changed it meanwhile has
    // given it a new date.
    return replace(operation, seen, copy).isPresent() || isThere(operation, seen.key());
  }

  private boolean stamp(BlobKey key) throws IOException {
    Path file = files.file(key);
    Optional<BlobStat> there = files.stat(key, file);
    if (there.isPresent()) {
      BlobHeader.after(there.get().lastModified(), file, clock.instant());
    }
    return there.isPresent();
  }

  /** Deletes a blob; false if it is not the one that was seen. */
  boolean delete(String operation, BlobStat seen) throws IOException {
    return isThere(operation, seen.key()) && lock.hold(operation, () -> deleteIfStill(seen));
  }

  private boolean deleteIfStill(BlobStat seen) throws IOException {
    Path file = files.file(seen.key());
    return isUnchanged(seen, file) && Files.deleteIfExists(file);
  }

  // Opened first: a network file system asks its server for the attributes of a file that is
  // opened, and otherwise may answer from its memory
  private boolean isUnchanged(BlobStat seen, Path file) throws IOException {
    try {
      FileChannel.open(file, StandardOpenOption.READ, NOFOLLOW_LINKS).close();
    } catch (IOException e) {
      // Gone, a link, or another user's: its attributes say what counts
    }
    return files.stat(seen.key(), file).map(BlobStat::etag).equals(Optional.of(seen.etag()));
  }

  // Before any write: where there is nothing to change, nothing is created, not even the lock
  private boolean isThere(String operation, BlobKey key) throws IOException {
    try {
      return files.stat(key, files.file(key)).isPresent();
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }

  private Path write(String operation, ReadableByteChannel bytes) throws IOException {
    if (isSwept.compareAndSet(false, true)) {
      sweep(operation);
    }
    return scratch.write(operation, bytes);
  }

  private void sweep(String operation) throws StoreException {
    try {
      scratch.sweep(clock.instant());
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }
}
