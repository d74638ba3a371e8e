package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * The body of a {@link BlobContent}, for implementations of {@link BlobStore}: exactly the
 * announced number of bytes, or a {@link StoreException}.
 *
 * <p>The JDK's own HTTP streams report a connection that was closed too early as a normal end
 * (docs/behaviour.md, "short bodies").
 */
public final class BlobBody extends InputStream {

  private final InputStream source;
  private final String operation;
  private final Function<IOException, StoreException> translation;
  private final Runnable abandon;
  private final long lengthBytes;
  private long remaining;

  /**
   * @param source the bytes, positioned at the first one; closed with this stream
   * @param lengthBytes how many bytes there must be
   * @param operation for messages, for instance {@code Reading blob 'a' of /cache}
   * @param translation makes a store's exception of what {@code source} threw
   * @param abandon run by {@code close} before bytes are left unread, so that {@code source} need
   *     not read them to the end
   */
  public BlobBody(
      InputStream source,
      long lengthBytes,
      String operation,
      Function<IOException, StoreException> translation,
      Runnable abandon) {
    this.source = source;
    this.lengthBytes = lengthBytes;
    this.operation = operation;
    this.translation = translation;
    this.abandon = abandon;
    this.remaining = lengthBytes;
  }

  @Override
  public int read() throws StoreException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws StoreException {
    if (length == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    StoreInterruptedException.throwIfInterrupted(operation);
    int count = readSource(buffer, offset, (int) Math.min(length, remaining));
    remaining -= count;
    return count;
  }

  private int readSource(byte[] buffer, int offset, int length) throws StoreException {
    try {
      int count = source.read(buffer, offset, length);
      if (count < 0) {
        throw new EOFException(
            "ended after " + (lengthBytes - remaining) + " of " + lengthBytes + " bytes");
      }
      return count;
    } catch (IOException e) {
      throw translation.apply(e);
    } catch (RuntimeException e) {
      // The JDK's HTTP streams trip over themselves if their connection is closed meanwhile
      throw translation.apply(new IOException(e));
    }
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(source.available(), remaining);
  }

  @Override
  public void close() throws IOException {
    if (remaining > 0) {
      abandon.run();
    }
    source.close();
  }
}
