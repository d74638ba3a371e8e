package io.github.azblobcache.transfer.check;

/**
 * How a file in zstd begins.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3">RFC 8878, frames</a>
 */
final class Zstd {

  /** How many bytes say that a file is in zstd. */
  static final int MAGIC_BYTES = 4;

  private Zstd() {}

  /**
   * Whether a file is in zstd.
   *
   * @param first its first {@link #MAGIC_BYTES} bytes; fewer if it has no more
   */
  static boolean isMagic(byte[] first) {
    if (first.length < MAGIC_BYTES) {
      return false;
    }
    int magic =
        (first[0] & 0xff) | (first[1] & 0xff) << 8 | (first[2] & 0xff) << 16 | first[3] << 24;
    boolean isSkippable = (magic & 0xfffffff0) == 0x184d2a50;
    return magic == 0xfd2fb528 || isSkippable;
  }
}
