package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.concurrent.DaemonThreads;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends uploads to a host that has stopped reading, because the JDK has no timeout for sending
 * (docs/behaviour.md, "time to send"). A thread looks at the uploads that are under way; there is
 * none while there are no uploads. Thread-safe.
 */
final class SendTimeout {

  /** Less than this fits into a socket's buffer, and so is always sent. */
  private static final int PIECE_BYTES = 16 * 1024;

  private final long limitNanos;
  private final Set<Sending> underWay = new HashSet<>();
  private boolean isWatching;

  /**
   * @param limit how long a host may take nothing
   */
  SendTimeout(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /**
   * The sink of a body. Writing to it fails with a {@link SocketTimeoutException} once the host has
   * taken nothing for too long. Close it.
   *
   * @param connection is disconnected then
   */
  OutputStream on(HttpURLConnection connection, OutputStream sink, long lengthBytes) {
    if (lengthBytes < PIECE_BYTES) {
      return sink;
    }
    Sending sending = new Sending(connection, sink);
    synchronized (this) {
      underWay.add(sending);
      if (!isWatching) {
        isWatching = true;
        DaemonThreads.start("send-timeout", this::watch);
      }
    }
    return sending;
  }

  private synchronized void watch() {
    try {
      while (!underWay.isEmpty()) {
        TimeUnit.NANOSECONDS.timedWait(this, limitNanos / 10);
        for (Sending sending : underWay) {
          sending.endIfLate();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isWatching = false;
    }
  }

  private synchronized void forget(Sending sending) {
    underWay.remove(sending);
  }

  private final class Sending extends FilterOutputStream {

    private final HttpURLConnection connection;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean isLate;

    Sending(HttpURLConnection connection, OutputStream sink) {
      super(sink);
      this.connection = connection;
    }

    // In a thread of its own, because closing a connection can take seconds.
    void endIfLate() {
      if (!isLate && System.nanoTime() - lastNanos > limitNanos) {
        isLate = true;
        DaemonThreads.start("disconnect", connection::disconnect);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        for (int sent = 0; sent < length; sent += PIECE_BYTES) {
          out.write(bytes, offset + sent, Math.min(PIECE_BYTES, length - sent));
          lastNanos = System.nanoTime();
        }
      } catch (IOException e) {
        if (isLate) {
          SocketTimeoutException late = new SocketTimeoutException("Write timed out");
          late.initCause(e);
          throw late;
        }
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } finally {
        forget(this);
      }
    }
  }
}
