package io.github.azblobcache.jib.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/**
 * A part of a layer's tar that is deflated by itself, and the memory for that: 2.3 MiB, which is
 * used again for other pieces. For use by one thread at a time.
 */
final class Piece {

  /** How much of a tar one piece takes. A layer's bytes, and so its digest, depend on it. */
  static final int MAX_BYTES = 1024 * 1024;

  // What zlib's deflateBound() says of bytes that don't shrink, and the mark of a flush.
  private static final int MAX_DEFLATED_BYTES =
      MAX_BYTES + (MAX_BYTES >> 12) + (MAX_BYTES >> 14) + (MAX_BYTES >> 25) + 32;

  private final byte[] bytes = new byte[MAX_BYTES];
  private final byte[] deflated = new byte[MAX_DEFLATED_BYTES];
  // The level that Jib has, which is zlib's default.
  private final Deflater deflater = new Deflater(6, true);
  private int length;
  private int deflatedLength;

  /** Takes as much of these bytes as there is room for; how many that was. */
  int take(byte[] from, int offset, int count) {
    int taken = Math.min(count, MAX_BYTES - length);
    System.arraycopy(from, offset, bytes, length, taken);
    length += taken;
    return taken;
  }

  boolean isFull() {
    return length == MAX_BYTES;
  }

  /**
   * Deflates what was taken. What comes out ends with a whole byte, so that another piece can
   * follow.
   *
   * @param isLast whether no other piece follows
   */
  void deflate(boolean isLast) {
    deflater.reset();
    deflater.setInput(bytes, 0, length);
    if (isLast) {
      deflater.finish();
    }
    deflatedLength =
        deflater.deflate(
            deflated, 0, deflated.length, isLast ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
    if (deflatedLength == deflated.length) {
      throw new IllegalStateException("A piece of " + length + " bytes has grown too much");
    }
  }

  /** Writes what was deflated. */
  void writeTo(OutputStream out) throws IOException {
    out.write(deflated, 0, deflatedLength);
  }

  /** Forgets what it has. */
  void clear() {
    length = 0;
    deflatedLength = 0;
  }
}
