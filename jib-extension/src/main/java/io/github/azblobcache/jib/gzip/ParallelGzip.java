package io.github.azblobcache.jib.gzip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes gzip whose pieces of 1 MiB are deflated independently, on all cores. One gzip member, as
 * every reader of layers takes it. The bytes depend on those that are written and on nothing else:
 * not on the number of cores, nor on how many bytes are written at a time.
 *
 * <p>For use by one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
public final class ParallelGzip extends OutputStream {

  private final OutputStream out;
  private final Deflaters deflaters;
  private final Deque<Deflating> deflating = new ArrayDeque<>();
  private final CRC32 crc = new CRC32();
  private final byte[] one = new byte[1];
  private @Nullable Piece piece;
  private int length;
  private boolean isClosed;

  private record Deflating(Piece piece, CompletableFuture<Void> end) {}

  /**
   * Writes the header.
   *
   * @param out receives the gzip; closed with this
   */
  public ParallelGzip(OutputStream out, Deflaters deflaters) throws IOException {
    this.out = out;
    this.deflaters = deflaters;
    GzipHeader.writeTo(out);
  }

  @Override
  public void write(int b) throws IOException {
    one[0] = (byte) b;
    write(one, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (isClosed) {
      throw new IOException("closed");
    }
    int taken = 0;
    while (taken < count) {
      if (piece != null && piece.isFull()) {
        submit(piece, false);
      }
      if (piece == null) {
        piece = nextPiece();
      }
      taken += piece.take(bytes, offset + taken, count - taken);
    }
    crc.update(bytes, offset, count);
    length += count;
  }

  // A thread that has pieces of its own waits for those alone, and gives them back. So a
  // thread that has none gets one in the end.
  private Piece nextPiece() throws IOException {
    Piece next = deflaters.poll();
    while (next == null && !deflating.isEmpty()) {
      writeOldest();
      next = deflaters.poll();
    }
    return next != null ? next : deflaters.take();
  }

  private void submit(Piece full, boolean isLast) {
    deflating.add(new Deflating(full, deflaters.deflate(full, isLast)));
    piece = null;
  }

  private void writeOldest() throws IOException {
    Deflating oldest = deflating.element();
    await(oldest.end());
    oldest.piece().writeTo(out);
    deflating.remove();
    deflaters.release(oldest.piece());
  }

  private static void await(CompletableFuture<Void> end) throws IOException {
    try {
      end.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a layer was compressed");
    } catch (ExecutionException e) {
      throw new IOException("A layer can't be compressed: " + e.getCause(), e.getCause());
    }
  }

  /** Writes what is left, and the end; closes the stream below in any case. */
  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try (out) {
      submit(piece != null ? piece : nextPiece(), true);
      while (!deflating.isEmpty()) {
        writeOldest();
      }
      out.write(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt((int) crc.getValue())
              .putInt(length)
              .array());
    } finally {
      releaseAll();
    }
  }

  // After a failure: other layers need the pieces.
  @SuppressWarnings("FutureReturnValueIgnored") // A release cannot fail.
  private void releaseAll() {
    if (piece != null) {
      deflaters.release(piece);
    }
    for (Deflating left : deflating) {
      left.end().whenComplete((end, failure) -> deflaters.release(left.piece()));
    }
  }
}
