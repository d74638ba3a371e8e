package io.github.azblobcache.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Some rows of a {@link BlobTable}, packed: about 70 bytes for each blob of an Azure container. */
final class BlobChunk {

  static final int ROWS = 1 << 12;

  private static final int WORDS = 4;
  private static final int USUAL_ETAG_BYTES = 20;

  private final long[] digests = new long[ROWS * WORDS];
  private final long[] sizes = new long[ROWS];
  private final long[] modifiedMillis = new long[ROWS];
  private final int[] etagEnds = new int[ROWS];
  private byte[] etags = new byte[ROWS * USUAL_ETAG_BYTES];
  private int rows;

  void add(String hex, long sizeBytes, long modified, String etag) {
    for (int word = 0; word < WORDS; word++) {
      digests[rows * WORDS + word] = word(hex, word);
    }
    sizes[rows] = sizeBytes;
    modifiedMillis[rows] = modified;
    byte[] text = etag.getBytes(StandardCharsets.UTF_8);
    int start = etagStart(rows);
    if (start + text.length > etags.length) {
      etags = Arrays.copyOf(etags, Math.max(etags.length * 3 / 2, start + text.length));
    }
    System.arraycopy(text, 0, etags, start, text.length);
    etagEnds[rows] = start + text.length;
    rows++;
  }

  boolean isFull() {
    return rows == ROWS;
  }

  long sizeBytes(int row) {
    return sizes[row];
  }

  long modifiedMillis(int row) {
    return modifiedMillis[row];
  }

  String etag(int row) {
    int start = etagStart(row);
    return new String(etags, start, etagEnds[row] - start, StandardCharsets.UTF_8);
  }

  String hex(int row) {
    StringBuilder hex = new StringBuilder(64);
    for (int word = 0; word < WORDS; word++) {
      String digits = Long.toHexString(digests[row * WORDS + word]);
      hex.append("0".repeat(16 - digits.length())).append(digits);
    }
    return hex.toString();
  }

  /** As {@link String#compareTo} would compare the hex digits. */
  int compare(int row, String hex) {
    for (int word = 0; word < WORDS; word++) {
      int order = Long.compareUnsigned(digests[row * WORDS + word], word(hex, word));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int etagStart(int row) {
    return row == 0 ? 0 : etagEnds[row - 1];
  }

  private static long word(String hex, int word) {
    return Long.parseUnsignedLong(hex, word * 16, word * 16 + 16, 16);
  }
}
