package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Blobs as files: a blob's key is its path below the folder.
 *
 * <p>A file is written out of sight, forced to the disk and then linked or moved into place, so
 * nothing half-written ever has a blob's name, whatever is killed when. Threads, class loaders and
 * processes may share the folder; the calls that compare before they change hold one lock. Users
 * may share it too: the umask decides who may read and write a file.
 *
 * <p>Accepted: the store's clock is the machine's, so machines that share a folder need clocks that
 * agree; a key can't be both a blob and, with a slash, the beginning of another; on a file system
 * that ignores case, so do keys; where dates have whole seconds, a blob that was deleted and stored
 * again within one looks unchanged.
 */
public final class DirectoryBlobStore implements BlobStore {

  private final BlobFiles files;
  private final BlobFileReader reader;
  private final BlobFileWriter writer;
  private final Clock clock;

  /** A store in this folder, which need not exist. */
  public DirectoryBlobStore(DirectoryLocation location) {
    this(location, Clock.systemUTC());
  }

  DirectoryBlobStore(DirectoryLocation location, Clock clock) {
    this.files = new BlobFiles(location.directory());
    this.reader = new BlobFileReader(files);
    this.writer = new BlobFileWriter(files, clock);
    this.clock = clock;
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) throws StoreException {
    return attempt("Looking at", key, operation -> reader.stat(key));
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    return attempt("Reading", key, operation -> reader.open(operation, key, range));
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path source) throws IOException {
    String operation = operation("Storing", key);
    StoreInterruptedException.throwIfInterrupted(operation);
    try (FileChannel bytes = FileChannel.open(source, StandardOpenOption.READ)) {
      return writer.create(operation, key, bytes).isPresent();
    }
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    var source = Channels.newChannel(new ByteArrayInputStream(bytes));
    return attempt(
        "Writing",
        key,
        operation ->
            seen.isEmpty()
                ? writer.create(operation, key, source)
                : writer.replace(operation, seen.get(), source));
  }

  @Override
  public boolean touch(BlobKey key) throws StoreException {
    return attempt("Touching", key, operation -> writer.touch(operation, key));
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    String operation = "Listing '" + prefix + "' in " + files.root();
    StoreInterruptedException.throwIfInterrupted(operation);
    reader.requireFolder();
    try {
      KeyWalk walk = KeyWalk.of(files, prefix, otherNames, operation);
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(
              walk, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL),
          false);
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }

  @Override
  public boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
    return attempt("Deleting", seen.key(), operation -> writer.delete(operation, seen));
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  /** Does nothing: no connection and no thread is held between calls. */
  @Override
  public void close() {}

  private interface Call<T> {
    T run(String operation) throws IOException;
  }

  private <T> T attempt(String verb, BlobKey key, Call<T> call) throws StoreException {
    String operation = operation(verb, key);
    StoreInterruptedException.throwIfInterrupted(operation);
    try {
      return call.run(operation);
    } catch (IOException e) {
      throw DirectoryErrors.translate(operation, e);
    }
  }

  private String operation(String verb, BlobKey key) {
    return verb + " blob '" + key + "' in " + files.root();
  }
}
