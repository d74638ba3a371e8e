package io.github.azblobcache.jib.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How gzip begins that {@link ParallelGzip} writes. An extra field says how it is cut into pieces,
 * so a layer that would be the same if it were built here can be distinguished from one that was
 * compressed in another way. Apart from {@link ParallelGzip}, because a hit asks this alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#page-8">RFC 1952, extra field</a>
 */
public final class GzipHeader {

  // Deflated; no time; no system; an extra field of 5 bytes: its name, its length, and the version
  // of the pieces.
  private static final byte[] BYTES = {
    0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 255, 5, 0, 'a', 'z', 1, 0, 1
  };

  private GzipHeader() {}

  static void writeTo(OutputStream out) throws IOException {
    out.write(BYTES);
  }

  /** Whether a file begins so; false of one that is too short. */
  public static boolean isOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(BYTES.length), BYTES);
    }
  }
}
