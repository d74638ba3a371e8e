package io.github.azblobcache.inventory;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.Layout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The blobs of a store, each with a number, from 0 in the order of their digests.
 *
 * <p>Made for a million of them: a {@link BlobStat} exists only while somebody looks at it. Times
 * are to the millisecond. Once filled, for use by any thread.
 */
public final class BlobTable {

  /** What {@link #indexOf} says of a blob that is not there. */
  public static final int ABSENT = -1;

  private final Layout layout;
  private final List<BlobChunk> chunks = new ArrayList<>();
  private int size;
  private long totalBytes;

  BlobTable(Layout layout) {
    this.layout = layout;
  }

  /**
   * Appends a blob.
   *
   * @throws IllegalArgumentException if its digest is not greater than the last one's: a store
   *     lists its blobs in order
   */
  void add(Digest digest, BlobStat stat) {
    if (size > 0 && compare(size - 1, digest.hex()) >= 0) {
      throw new IllegalArgumentException(
          "The store listed " + stat.key() + " out of its order, or twice");
    }
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).isFull()) {
      chunks.add(new BlobChunk());
    }
    chunks
        .get(chunks.size() - 1)
        .add(digest.hex(), stat.sizeBytes(), stat.lastModified().toEpochMilli(), stat.etag());
    size++;
    totalBytes += stat.sizeBytes();
  }

  /** How many blobs there are. */
  public int size() {
    return size;
  }

  /** The bytes of all blobs. */
  public long totalBytes() {
    return totalBytes;
  }

  /** The number of a blob, or {@link #ABSENT}. */
  public int indexOf(Digest digest) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, digest.hex());
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return ABSENT;
  }

  /** The digest that is the blob's name. */
  public Digest digest(int index) {
    return new Digest(chunk(index).hex(row(index)));
  }

  /** The length of the blob as stored, in bytes. */
  public long sizeBytes(int index) {
    return chunk(index).sizeBytes(row(index));
  }

  /** When the blob was written or touched last, by the store's clock. */
  public Instant lastModified(int index) {
    return Instant.ofEpochMilli(chunk(index).modifiedMillis(row(index)));
  }

  /** What the listing said of the blob. */
  public BlobStat stat(int index) {
    return new BlobStat(
        layout.blob(digest(index)),
        sizeBytes(index),
        lastModified(index),
        chunk(index).etag(row(index)));
  }

  private int compare(int index, String hex) {
    return chunk(index).compare(row(index), hex);
  }

  private BlobChunk chunk(int index) {
    return chunks.get(index / BlobChunk.ROWS);
  }

  private static int row(int index) {
    return index % BlobChunk.ROWS;
  }
}
