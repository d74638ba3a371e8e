package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.text.Reason;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder where one session keeps the layers that it fetched, until it ends.
 *
 * <p>A file under its final name here is whole and checked. Folders that killed sessions left
 * behind are deleted after a day.
 *
 * <p>How large the files are is what a manifest says, so everyone who can write to a cache decides
 * it. All files together take no more than half of the disk space that was free when the first one
 * came, and what is fetched ahead no more than half of that.
 */
public final class Staging implements AutoCloseable {

  private static final Duration ABANDONED = Duration.ofDays(1);
  private static final String SESSION = "session-";
  private static final int PROBE_BYTES = 4096;

  private final Path parent;
  private final ToLongFunction<Path> freeBytes;
  private @Nullable Path directory;
  private boolean isClosed;
  private long roomBytes;
  private long takenBytes;

  /**
   * @param parent holds a folder per session; need not exist
   */
  public Staging(Path parent) {
    this(parent, folder -> folder.toFile().getUsableSpace());
  }

  /**
   * @param freeBytes how many bytes can be written to a folder's disk; 0 if that is not known
   */
  Staging(Path parent, ToLongFunction<Path> freeBytes) {
    this.parent = parent;
    this.freeBytes = freeBytes;
  }

  /**
   * Keeps a small file as a fetch would, and deletes it.
   *
   * @param parent as a session has it
   * @return how many bytes a session may keep there; empty if that is not known
   * @throws IOException with advice, if no layer can be kept there
   */
  public static OptionalLong probe(Path parent) throws IOException {
    try (Staging staging = new Staging(parent);
        Room room = staging.room(PROBE_BYTES)) {
      Files.write(room.newFile(), new byte[PROBE_BYTES]);
      return staging.roomBytes == Long.MAX_VALUE
          ? OptionalLong.empty()
          : OptionalLong.of(staging.roomBytes);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new Staging(parent).unusable(e);
    }
  }

  /**
   * What to say where this machine, and not the store, keeps a layer from being kept.
   *
   * @param e a fault of the folder's file system
   */
  IOException unusable(IOException e) {
    return new IOException(
        "Layers on their way can't be kept in '"
            + parent
            + "': "
            + Reason.of(e)
            + ". Set azblob-cache.directory to a folder that this user can write to, with room.",
        e);
  }

  /** Disk space for one file. It is given back when this is closed, unless the file was kept. */
  final class Room implements AutoCloseable {

    private final long bytes;
    private boolean isGivenBack;

    private Room(long bytes) {
      this.bytes = bytes;
    }

    /** A new empty file for bytes that are still to be checked. */
    Path newFile() throws IOException {
      return Files.createTempFile(directory(), "fetch-", ".part");
    }

    /** The file stays until the session ends. */
    void keep() {
      synchronized (Staging.this) {
        isGivenBack = true;
      }
    }

    @Override
    public void close() {
      synchronized (Staging.this) {
        if (!isGivenBack) {
          isGivenBack = true;
          takenBytes -= bytes;
        }
      }
    }
  }

  /** Takes room for so many bytes that no build waits for yet; empty if there is none. */
  synchronized Optional<Room> roomAhead(long bytes) {
    try {
      directory();
    } catch (IOException e) {
      // The fetch will meet it, and report it.
      return Optional.of(new Room(0));
    }
    return take(bytes, roomBytes / 2) ? Optional.of(new Room(bytes)) : Optional.empty();
  }

  /**
   * Takes room for so many bytes.
   *
   * @throws StoreException if there is none
   */
  synchronized Room room(long bytes) throws IOException {
    directory();
    if (!take(bytes, roomBytes)) {
      throw new StoreException(
          "Not fetched: "
              + bytes
              + " bytes are more than half of what is free in "
              + parent
              + ", together with what is there from this build.");
    }
    return new Room(bytes);
  }

  private synchronized boolean take(long bytes, long mostBytes) {
    if (bytes > mostBytes - takenBytes) {
      return false;
    }
    takenBytes += bytes;
    return true;
  }

  /** Gives a checked file its final name. */
  Path admit(Path checked, Digest digest) throws IOException {
    return Files.move(checked, directory().resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
  }

  private synchronized Path directory() throws IOException {
    if (isClosed) {
      // A fetch that ends later must not make another folder, which would never be deleted.
      throw new IOException("The session is over");
    }
    if (directory == null) {
      Files.createDirectories(parent);
      deleteAbandoned();
      directory = Files.createTempDirectory(parent, SESSION);
      long free = freeBytes.applyAsLong(directory);
      roomBytes = free == 0 ? Long.MAX_VALUE : free / 2;
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
    isClosed = true;
    if (directory != null) {
      deleteTree(directory);
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
