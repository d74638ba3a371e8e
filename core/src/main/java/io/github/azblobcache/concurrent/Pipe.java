package io.github.azblobcache.concurrent;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Hands bytes from one thread to another, which may be a few buffers behind and has to read all of
 * them, or to close its end. The bytes end where the first thread closes.
 */
public final class Pipe implements AutoCloseable {

  /** How many bytes are handed over at a time, at the most. */
  public static final int BUFFER_BYTES = 128 * 1024;

  private static final int BUFFERS = 8;

  private record Filled(byte[] bytes, int count) {

    static final Filled END = new Filled(new byte[0], 0);
  }

  private final BlockingQueue<Filled> filled = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final Input input = new Input();
  private int made;
  private volatile boolean isUnread;

  /** What is passed, for one other thread. */
  public InputStream input() {
    return input;
  }

  /**
   * Reads a stream to its end for the other thread, or until that one closes its end. The bytes are
   * not copied.
   *
   * @throws IOException if reading fails, or this thread is interrupted
   */
  public void pass(InputStream in) throws IOException {
    byte[] buffer = emptyBuffer();
    for (int count = in.read(buffer); count >= 0 && !isUnread; count = in.read(buffer)) {
      filled.add(new Filled(buffer, count));
      buffer = emptyBuffer();
    }
  }

  private byte[] emptyBuffer() throws IOException {
    byte[] buffer = free.poll();
    if (buffer != null) {
      return buffer;
    }
    if (made < BUFFERS) {
      made++;
      return new byte[BUFFER_BYTES];
    }
    return take(free);
  }

  @Override
  public void close() {
    filled.add(Filled.END);
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedIOException {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while handing bytes over");
    }
  }

  private final class Input extends InputStream {

    private Filled current = new Filled(new byte[0], 0);
    private int used;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (used == current.count() && !next()) {
        return -1;
      }
      int count = Math.min(length, current.count() - used);
      System.arraycopy(current.bytes(), used, target, offset, count);
      used += count;
      return count;
    }

    /** A thread that passes waits no more. */
    @Override
    public void close() {
      isUnread = true;
      free.add(Filled.END.bytes());
    }

    private boolean next() throws IOException {
      if (current == Filled.END) {
        return false;
      }
      if (current.count() > 0) {
        free.add(current.bytes());
      }
      current = take(filled);
      used = 0;
      return current != Filled.END;
    }
  }
}
