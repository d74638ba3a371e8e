package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A store that goes wrong as a test says, and otherwise does what the store behind it does.
 *
 * <pre>{@code
 * store.faults().cutAfter(100).failNth(2, new StoreException("503", new IOException(), true));
 * }</pre>
 */
public final class FaultyBlobStore implements BlobStore {

  /** What goes wrong, until {@link #clear}. For any number of threads. */
  public static final class Script {

    private static final long NEVER = -1;

    private volatile long cutAfter = NEVER;
    private volatile long flipAt = NEVER;
    private volatile long failAt = NEVER;
    private volatile boolean vanishes;
    private volatile Duration stall = Duration.ZERO;
    private volatile Optional<StoreException> failure = Optional.empty();
    private final AtomicInteger calls = new AtomicInteger();

    /** Bodies break off after this many bytes, as a broken connection does. */
    public Script cutAfter(long bytes) {
      cutAfter = bytes;
      return this;
    }

    /** Bodies have one bit turned over in the byte at this offset of what is read. */
    public Script flipBit(long at) {
      flipAt = at;
      return this;
    }

    /** The n-th call of any method from now on fails, 1 for the next one; it is done by nobody. */
    public Script failNth(int n, StoreException exception) {
      failAt = calls.get() + n;
      failure = Optional.of(exception);
      return this;
    }

    /** Every call waits so long first. */
    public Script stallFor(Duration duration) {
      stall = duration;
      return this;
    }

    /** What {@code stat} and {@code list} show is gone before anything else is done with it. */
    public Script vanishAfterStat() {
      vanishes = true;
      return this;
    }

    /** Nothing goes wrong any more. */
    public Script clear() {
      cutAfter = NEVER;
      flipAt = NEVER;
      failAt = NEVER;
      vanishes = false;
      stall = Duration.ZERO;
      return this;
    }

    private void call() throws StoreException {
      int number = calls.incrementAndGet();
      pause();
      if (number == failAt) {
        throw failure.orElseThrow();
      }
    }

    private void pause() throws StoreException {
      try {
        Thread.sleep(stall.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreInterruptedException("A stalled call");
      }
    }
  }

  private final BlobStore delegate;
  private final Script script = new Script();

  /** Closing this closes the delegate. */
  public FaultyBlobStore(BlobStore delegate) {
    this.delegate = delegate;
  }

  public Script faults() {
    return script;
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) throws StoreException {
    script.call();
    Optional<BlobStat> stat = delegate.stat(key);
    if (script.vanishes && stat.isPresent()) {
      delegate.deleteIfUnchanged(stat.get());
    }
    return stat;
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    script.call();
    return delegate
        .open(key, range)
        .map(content -> new BlobContent(content.stat(), new FaultyBody(content.body())));
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
    script.call();
    return delegate.putIfAbsent(key, file);
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    script.call();
    return delegate.replaceIfUnchanged(key, seen, bytes);
  }

  @Override
  public boolean touch(BlobKey key) throws StoreException {
    script.call();
    return delegate.touch(key);
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    script.call();
    return delegate.list(prefix, otherNames).peek(this::vanish);
  }

  private void vanish(BlobStat seen) {
    try {
      if (script.vanishes) {
        delegate.deleteIfUnchanged(seen);
      }
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
    script.call();
    return delegate.deleteIfUnchanged(seen);
  }

  @Override
  public Instant now() {
    return delegate.now();
  }

  @Override
  public void close() {
    delegate.close();
  }

  private final class FaultyBody extends FilterInputStream {

    private long position;

    FaultyBody(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long left = script.cutAfter == Script.NEVER ? length : script.cutAfter - position;
      if (left <= 0 && length > 0) {
        throw new StoreException("The body broke off", new EOFException(), true);
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      long flip = script.flipAt - position;
      if (script.flipAt >= position && flip < count) {
        buffer[offset + (int) flip] ^= 1;
      }
      position += Math.max(count, 0);
      return count;
    }
  }
}
