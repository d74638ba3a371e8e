package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that continues where it broke off, with the rest from another answer.
 *
 * <p>It tries as often as any request is tried. The count begins anew once more bytes have come, so
 * that a long body outlives a network that cuts each connection after a while, and one that never
 * gets on ends.
 */
final class ResumingBody extends InputStream {

  /** So many bytes are progress. */
  private static final int PROGRESS_BYTES = 64 * 1024;

  /** Opens a range of the very blob that was opened first. */
  @FunctionalInterface
  interface Rest {
    InputStream open(ByteRange range) throws IOException;
  }

  private final Retries retries;
  private final String operation;
  private final Rest rest;
  private final long endBytes;
  private InputStream body;
  private long readBytes;
  private long resumedAtBytes;
  private Retries.Tries tries;

  /**
   * @param body the range's bytes as they come first
   * @param range where they are in the blob, not longer than it
   */
  ResumingBody(Retries retries, String operation, InputStream body, ByteRange range, Rest rest) {
    this.retries = retries;
    this.operation = operation;
    this.body = body;
    this.rest = rest;
    this.readBytes = range.offset();
    this.resumedAtBytes = range.offset();
    this.endBytes = range.offset() + range.length();
    this.tries = retries.begin(operation);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int count = body.read(buffer, offset, length);
        readBytes += Math.max(count, 0);
        return count;
      } catch (StoreException e) {
        resume(e);
      }
    }
  }

  private void resume(StoreException cause) throws IOException {
    if (readBytes - resumedAtBytes >= PROGRESS_BYTES) {
      tries = retries.begin(operation);
    }
    resumedAtBytes = readBytes;
    StoreException failure = cause;
    while (true) {
      tries.pauseAfter(failure);
      body.close();
      try {
        body = rest.open(new ByteRange(readBytes, endBytes - readBytes));
        return;
      } catch (StoreException e) {
        failure = e;
      }
    }
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
