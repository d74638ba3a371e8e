package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.BlobReplacedException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * A whole blob in memory, for instance a manifest.
 *
 * @param stat of the version that was read
 * @param bytes what it has, up to the limit that was given; not to be changed
 */
public record SmallBlob(BlobStat stat, byte[] bytes) {

  /** How often a blob is read that others replace meanwhile, as exports replace a manifest. */
  private static final int READS = 4;

  /**
   * Reads a blob; empty if there is none.
   *
   * @param mostBytes no more are read
   * @throws StoreException if the store fails, or others replace the blob during each of several
   *     reads
   */
  public static Optional<SmallBlob> read(BlobStore store, BlobKey key, int mostBytes)
      throws IOException {
    for (int read = 1; true; read++) {
      try {
        return readOnce(store, key, mostBytes);
      } catch (BlobReplacedException e) {
        if (read == READS) {
          throw e;
        }
      }
    }
  }

  private static Optional<SmallBlob> readOnce(BlobStore store, BlobKey key, int mostBytes)
      throws IOException {
    Optional<BlobContent> found = store.open(key, ByteRange.ALL);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (BlobContent content = found.get()) {
      return Optional.of(new SmallBlob(content.stat(), content.body().readNBytes(mostBytes)));
    }
  }
}
