package io.github.azblobcache.transfer.check;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;

/**
 * Inflates a gzip file, which may have several members, and knows where the last one ends.
 *
 * <p>{@link GZIPInputStream} drops whatever follows a member and is no member, and all that comes
 * behind it (docs/behaviour.md, "gzip members"). Other programs refuse such a file, Jib and
 * containerd among them (docs/behaviour.md, "several gzip members"), so a layer that has a diffID
 * here only would be a layer that nobody can unpack.
 */
final class GzipMembers extends GZIPInputStream {

  private static final int TRAILER_BYTES = 8;

  private final Compressed compressed;
  private long filledBytes;

  private GzipMembers(Compressed compressed, int bufferBytes) throws IOException {
    super(compressed, bufferBytes);
    this.compressed = compressed;
  }

  static GzipMembers of(InputStream compressed, int bufferBytes) throws IOException {
    return new GzipMembers(new Compressed(compressed), bufferBytes);
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filledBytes = compressed.bytes;
  }

  /**
   * Whether the file ends where its last member ends. Ask when all is inflated; the rest of the
   * file is read.
   */
  boolean endsWithLastMember() throws IOException {
    long end = filledBytes - inf.getRemaining() + TRAILER_BYTES;
    compressed.transferTo(OutputStream.nullOutputStream());
    return compressed.bytes == end;
  }

  /**
   * Counts the bytes, and always says that there are more: {@link GZIPInputStream} would take a
   * slow network for the end.
   */
  private static final class Compressed extends FilterInputStream {

    private long bytes;

    Compressed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      bytes += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      bytes += Math.max(n, 0);
      return n;
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
