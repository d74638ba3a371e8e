package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.BlobProtectedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A flat map from keys to bytes, shared by many builds at once.
 *
 * <p>The store moves bytes and does not look at them: what a key means, and whether the bytes match
 * it, is its caller's business.
 *
 * <p>Every method may be called from any thread. A call that returns normally has happened in full;
 * one that throws {@link StoreException} has, as far as a reader can see, not happened at all.
 * Implementations retry what is worth retrying, so callers don't. An interrupted call throws {@link
 * StoreInterruptedException} and leaves the thread's interrupt flag set.
 *
 * <p>Reads ({@link #stat}, {@link #open}, {@link #list}) need no right to write. Writes ({@link
 * #putIfAbsent}, {@link #replaceIfUnchanged}) create the container or folder where it is missing; a
 * read from a missing one is a {@link StoreException}; for {@link #touch} and {@link
 * #deleteIfUnchanged} it is a store without that blob.
 */
public interface BlobStore extends AutoCloseable {

  /**
   * Signs in before the first request, where that takes long. Other stores do nothing.
   *
   * @return what the user should know about the login; empty if nothing
   * @throws StoreException if the login fails
   */
  default Optional<String> signIn() throws StoreException {
    return Optional.empty();
  }

  /** Looks at one blob without reading it; empty if there is none. */
  Optional<BlobStat> stat(BlobKey key) throws StoreException;

  /**
   * Opens a blob, or a range of it, for one pass; empty if there is none.
   *
   * @param range {@link ByteRange#ALL}, or a range that begins inside the blob or at offset 0; one
   *     that begins elsewhere is a {@link StoreException}
   */
  Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException;

  /**
   * Stores a file under a key that must not exist yet.
   *
   * @return false, leaving the store as it was, if the key was there already: two builds that
   *     upload one layer are not an error. A retried upload whose first answer was lost meets its
   *     own blob, so false means "it is there", never "somebody else's"
   * @throws IOException if the file can't be read; a {@link StoreException} if the store fails
   */
  boolean putIfAbsent(BlobKey key, Path file) throws IOException;

  /**
   * The same, and reports its progress if the store knows it.
   *
   * @param sentBytes receives, on the calling thread, the number of bytes sent so far; from 0 again
   *     where a request is repeated
   */
  default boolean putIfAbsent(BlobKey key, Path file, LongConsumer sentBytes) throws IOException {
    return putIfAbsent(key, file);
  }

  /**
   * Replaces a small blob that is still the one that was seen, or creates it if none was. For
   * manifests.
   *
   * @param seen what {@link #stat} or {@link #open} said before; empty if it said there was none
   * @return what {@link #stat} says of the new blob until somebody else writes it; empty if
   *     somebody else has written since {@code seen}: read again, merge again
   */
  Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException;

  /**
   * Gives a blob a new {@code lastModified} and {@code etag}, so that pruning leaves it.
   *
   * @return false if there is no such blob
   * @throws BlobArchivedException if it is in the archive tier
   * @throws BlobProtectedException if it can be neither changed nor deleted
   */
  boolean touch(BlobKey key) throws StoreException;

  /**
   * Lists the blobs whose key starts with {@code prefix}, in key order, reading on as the stream is
   * consumed. Close the stream.
   *
   * <p>A folder is not listed, also where the store knows folders and lists them as empty blobs, as
   * accounts with a hierarchical namespace do.
   *
   * @param prefix the first characters of the keys; empty for all
   * @param otherNames receives each name with this prefix that no {@link BlobKey} can have, on the
   *     thread that reads the stream; another tool wrote it
   * @throws java.io.UncheckedIOException from the stream, with a {@link StoreException} as its
   *     cause, if reading on fails
   */
  Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException;

  /** Lists the blobs, and ignores names that no {@link BlobKey} can have. */
  default Stream<BlobStat> list(String prefix) throws StoreException {
    return list(prefix, name -> {});
  }

  /**
   * Deletes a blob that is still the one that was seen.
   *
   * @return false if it does not exist any more, or was replaced or touched since {@code seen} was
   *     taken
   */
  boolean deleteIfUnchanged(BlobStat seen) throws StoreException;

  /**
   * Deletes those of the blobs that are still the ones that were seen, with few requests where the
   * store has such. As many single deletions, but a fault of one does not keep the others from
   * being done.
   *
   * @param seen any number of blobs, each once
   * @return what became of each, in their order
   * @throws StoreInterruptedException if the thread is interrupted; some may be deleted then
   */
  default List<Deletion> deleteAllIfUnchanged(List<BlobStat> seen)
      throws StoreInterruptedException {
    List<Deletion> deletions = new ArrayList<>();
    for (BlobStat blob : seen) {
      deletions.add(Deletion.of(this, blob));
    }
    return deletions;
  }

  /**
   * What time it is by the store's clock, which dates its blobs: the runner's clock can be wrong.
   * To the second, as the store's last answer had it; the runner's own time before the first
   * answer.
   */
  Instant now();

  /**
   * The same store for a caller who has no alternative to it: it retries for about a minute what
   * {@code this} gives up after a second. Shares everything with {@code this}, which is the one to
   * close.
   */
  default BlobStore patient() {
    return this;
  }

  /** Gives up connections and threads; calling it again does nothing. */
  @Override
  void close();
}
