package io.github.azblobcache.store;

/**
 * Consecutive bytes of a blob.
 *
 * @param offset how many bytes are before the first one
 * @param length how many bytes at the most, at least 1; where the blob ends earlier there are fewer
 */
public record ByteRange(long offset, long length) {

  /** Every byte of a blob of any length. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  /**
   * @throws IllegalArgumentException if the offset is negative or the length not positive
   */
  public ByteRange {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException("Not a range: offset " + offset + ", length " + length);
    }
  }

  /**
   * How many bytes of a blob lie in this range.
   *
   * @param sizeBytes the length of the whole blob
   */
  public long lengthIn(long sizeBytes) {
    return Math.max(0, Math.min(length, sizeBytes - offset));
  }

  /** Whether a blob of this size has a first byte for this range; an empty blob has its start. */
  public boolean beginsIn(long sizeBytes) {
    return offset == 0 || offset < sizeBytes;
  }

  /** Whether this is {@link #ALL}. */
  public boolean isAll() {
    return offset == 0 && length == Long.MAX_VALUE;
  }
}
