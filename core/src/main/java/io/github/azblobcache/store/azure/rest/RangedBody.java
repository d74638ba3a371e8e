package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * The body of a large blob: its first range as it comes, then the others, of which several are
 * under way at once, in their order.
 *
 * <p>Several help only where a single connection is what the reader waits for. Where it comes
 * slowly, the network is what is slow, and several would only share it; where the reader takes
 * longer with its bytes than they take to come, several would only take its cores from it. In both
 * cases the next range comes alone, too, and is twice as long; and each is judged anew, because a
 * cold JVM's first requests can be as slow as a network. So it is where no memory is left for
 * ranges.
 */
final class RangedBody extends InputStream {

  private static final int AT_ONCE = 4;

  /**
   * Of the time that a range takes, the part that is waited for it and makes several worthwhile.
   * Where the store is on the same busy machine, 0.1 to 0.45 are waited, and several are no faster;
   * over a network that gives a connection 100 MB/s it would be most of the time.
   */
  private static final double WORTHWHILE_WAITING = 0.5;

  /** Opens a range of the blob. */
  @FunctionalInterface
  interface Ranges {
    InputStream open(ByteRange range) throws IOException;
  }

  private final String operation;
  private final BlobContent first;
  private final Ranges ranges;
  private final RangeWorkers workers;
  private final Duration slow;
  private final LongSupplier nanoTime;
  private final Deque<FutureTask<Part>> ahead = new ArrayDeque<>();
  private InputStream current;
  private long begunBytes;

  /** Of the last range that was read as it came: its length, its start, and the waiting for it. */
  private long aloneBytes;

  private long aloneSince;
  private long waitedNanos;

  /** A range in memory. */
  private record Part(byte[] buffer, int count) {}

  /**
   * @param first the blob's first range, as long as all but the last are
   * @param slow how long to wait for as many bytes, in all reads together and for the answer before
   *     them, where the network is slow
   * @param nanoTime returns the time, as {@link System#nanoTime} does
   */
  RangedBody(
      String operation,
      BlobContent first,
      Ranges ranges,
      RangeWorkers workers,
      Duration slow,
      LongSupplier nanoTime) {
    this.operation = operation;
    this.first = first;
    this.ranges = ranges;
    this.workers = workers;
    this.slow = slow;
    this.nanoTime = nanoTime;
    this.current = first.body();
    this.begunBytes = workers.rangeBytes();
    this.aloneBytes = workers.rangeBytes();
    this.aloneSince = nanoTime.getAsLong();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    StoreInterruptedException.throwIfInterrupted(operation);
    if (length == 0) { // must not wait for the next range
      return 0;
    }
    int count = readCurrent(target, offset, length);
    while (count < 0 && goOn()) {
      count = readCurrent(target, offset, length);
    }
    return count;
  }

  private int readCurrent(byte[] target, int offset, int length) throws IOException {
    long begun = nanoTime.getAsLong();
    int count = current.read(target, offset, length);
    waitedNanos += nanoTime.getAsLong() - begun;
    return count;
  }

  private boolean goOn() throws IOException {
    if (current instanceof PartBody || isConnectionShort()) {
      readAhead();
    }
    if (!ahead.isEmpty()) {
      current.close();
      current = new PartBody(await(ahead.remove()));
    } else if (restBytes() > 0) {
      current.close();
      aloneBytes = Math.min(2 * aloneBytes, restBytes());
      aloneSince = nanoTime.getAsLong();
      current = ranges.open(new ByteRange(begunBytes, aloneBytes));
      waitedNanos = nanoTime.getAsLong() - aloneSince;
      begunBytes += aloneBytes;
    } else {
      return false;
    }
    return true;
  }

  /** Whether one connection is what the reader waits for, of a network that could give more. */
  private boolean isConnectionShort() {
    double slowNanos = slow.toNanos() * ((double) aloneBytes / workers.rangeBytes());
    long tookNanos = nanoTime.getAsLong() - aloneSince;
    return waitedNanos <= slowNanos && waitedNanos > WORTHWHILE_WAITING * tookNanos;
  }

  private long restBytes() {
    return first.stat().sizeBytes() - begunBytes;
  }

  private void readAhead() throws StoreException {
    while (restBytes() > 0 && ahead.size() < AT_ONCE) {
      Optional<byte[]> buffer = workers.take();
      if (buffer.isEmpty()) {
        return;
      }
      ByteRange range = new ByteRange(begunBytes, Math.min(workers.rangeBytes(), restBytes()));
      FutureTask<Part> part = new FutureTask<>(() -> read(range, buffer.get()));
      ahead.add(part);
      begunBytes += range.length();
      execute(part);
    }
  }

  private void execute(FutureTask<Part> part) throws StoreException {
    try {
      workers.execute(part);
    } catch (RejectedExecutionException e) {
      throw new StoreException(operation + " failed: the store was closed.", e, false);
    }
  }

  private Part read(ByteRange range, byte[] buffer) throws IOException {
    try (InputStream body = ranges.open(range)) {
      return new Part(buffer, body.readNBytes(buffer, 0, (int) range.length()));
    }
  }

  private Part await(FutureTask<Part> part) throws IOException {
    try {
      return part.get();
    } catch (InterruptedException e) {
      workers.abandon();
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException(operation);
    } catch (ExecutionException e) {
      workers.abandon();
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      // The reader handles one kind of failure
      throw new StoreException(operation + " failed: " + e.getCause() + ".", e.getCause(), false);
    }
  }

  /** Gives up what is under way. */
  @Override
  public void close() throws IOException {
    for (; !ahead.isEmpty(); ahead.remove()) {
      ahead.element().cancel(true);
      workers.abandon();
    }
    begunBytes = first.stat().sizeBytes();
    current.close();
  }

  /** Gives its memory back when it is closed. */
  private final class PartBody extends ByteArrayInputStream {

    PartBody(Part part) {
      super(part.buffer(), 0, part.count());
    }

    @Override
    public void close() {
      if (buf.length > 0) {
        workers.give(buf);
        buf = new byte[0];
        count = 0;
      }
    }
  }
}
