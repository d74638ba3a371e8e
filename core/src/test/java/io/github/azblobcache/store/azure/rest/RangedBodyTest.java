package io.github.azblobcache.store.azure.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.testkit.RandomBytes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RangedBodyTest {

  private static final byte[] BLOB = RandomBytes.of(1, 95);
  private static final List<ByteRange> RANGES_ALONE =
      List.of(new ByteRange(10, 20), new ByteRange(30, 40), new ByteRange(70, 25));
  private static final Duration NEVER_SLOW = Duration.ofDays(1);
  private static final Duration ALWAYS_SLOW = Duration.ofNanos(-1);

  private final RangeWorkers workers = new RangeWorkers(10, 5);
  private final ConcurrentLinkedQueue<ByteRange> opened = new ConcurrentLinkedQueue<>();

  /** Goes on by one whenever somebody looks, and by more whenever a range is read. */
  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void endThreads() {
    workers.close();
  }

  @Test
  void givesTheBytesInTheirOrder() throws IOException {
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      assertArrayEquals(BLOB, body.readAllBytes());
      assertEquals(-1, body.read());
    }
    assertEquals(9, opened.size());
    assertTrue(opened.contains(new ByteRange(90, 5)));
  }

  @Test
  void readingNoBytesOpensNoRange() throws IOException {
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      assertEquals(10, body.read(new byte[10], 0, 10));
      assertEquals(0, body.read(new byte[10], 0, 0));
    }
    assertTrue(opened.isEmpty());
  }

  @Test
  void readsFourRangesAtOnce() throws IOException {
    CyclicBarrier four = new CyclicBarrier(4);
    byte[] eighty = RandomBytes.of(1, 90);
    RangedBody.Ranges together =
        range -> {
          met(four);
          return range(range);
        };
    try (InputStream body = body(together, NEVER_SLOW, 90)) {
      assertArrayEquals(eighty, body.readAllBytes());
    }
  }

  @Test
  void readsOneRangeAfterTheOtherAndLongerOnesWhereTheyAreSlow() throws IOException {
    try (InputStream body = body(this::range, ALWAYS_SLOW)) {
      assertArrayEquals(BLOB, body.readAllBytes());
    }
    assertEquals(RANGES_ALONE, List.copyOf(opened));
  }

  @Test
  void readsSeveralAtOnceAfterASlowBeginning() throws IOException {
    Duration slow = Duration.ofMillis(100);
    try (InputStream body = body(this::range, slow, new SlowStart(slow))) {
      assertArrayEquals(BLOB, body.readAllBytes());
    }
    assertTrue(opened.contains(new ByteRange(10, 20)), "alone");
    assertTrue(opened.contains(new ByteRange(30, 10)), "with others");
  }

  @Test
  void readsOneRangeAfterTheOtherWhereTheReaderTakesLonger() throws IOException {
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      readSlowly(body, 10);
      readSlowly(body, 20);
      readSlowly(body, 65);
      assertEquals(-1, body.read());
    }
    assertEquals(RANGES_ALONE, List.copyOf(opened));
  }

  @Test
  void readsSeveralAtOnceOnceTheReaderIsFaster() throws IOException {
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      readSlowly(body, 10);
      body.readAllBytes();
    }
    assertTrue(opened.contains(new ByteRange(10, 20)), "alone");
    assertTrue(opened.contains(new ByteRange(30, 10)), "with others");
  }

  @Test
  void theTimeUntilARangeIsAnsweredIsWaitingToo() throws IOException {
    RangedBody.Ranges farAway =
        range -> {
          pass(Duration.ofSeconds(100));
          return range(range);
        };
    try (InputStream body = body(farAway, NEVER_SLOW)) {
      readSlowly(body, 30);
      body.readAllBytes();
    }
    assertTrue(opened.contains(new ByteRange(10, 20)), "alone");
    assertTrue(opened.contains(new ByteRange(30, 10)), "with others");
  }

  private void readSlowly(InputStream body, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      body.read();
      pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void readsOneRangeAfterTheOtherWhereNoMemoryIsLeft() throws IOException {
    for (int i = 0; i < 5; i++) {
      workers.take();
    }
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      assertArrayEquals(BLOB, body.readAllBytes());
    }
    assertEquals(RANGES_ALONE, List.copyOf(opened));
  }

  @Test
  void failsAsItsRangeFails() throws IOException {
    StoreException lost = new StoreException("lost");
    RangedBody.Ranges failing =
        range -> {
          if (range.offset() == 40) {
            throw lost;
          }
          return range(range);
        };
    try (InputStream body = body(failing, NEVER_SLOW)) {
      assertArrayEquals(RandomBytes.of(1, 40), body.readNBytes(40));
      assertSame(lost, assertThrows(StoreException.class, body::read));
    }
    assertAllMemoryIsFree();
  }

  @Test
  void whateverEndsARangeIsAFaultOfTheStore() throws IOException {
    RangedBody.Ranges failing =
        range -> {
          throw new OutOfMemoryError("not really");
        };
    try (InputStream body = body(failing, NEVER_SLOW)) {
      body.readNBytes(10);
      StoreException e = assertThrows(StoreException.class, body::read);
      assertTrue(e.getMessage().contains("not really"), e.getMessage());
    }
    assertAllMemoryIsFree();
  }

  @Test
  void aStoreThatIsClosedMeanwhileIsAFaultOfTheStore() throws IOException {
    workers.close();
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      assertThrows(StoreException.class, body::readAllBytes);
    }
    assertAllMemoryIsFree();
  }

  @Test
  void givesItsMemoryBackWhenItIsClosedHalfWay() throws IOException {
    InputStream body = body(this::range, NEVER_SLOW);
    body.readNBytes(25);
    body.close();
    body.close();
    assertAllMemoryIsFree();
  }

  @Test
  void givesItsMemoryBackAtTheEnd() throws IOException {
    try (InputStream body = body(this::range, NEVER_SLOW)) {
      body.readAllBytes();
    }
    assertAllMemoryIsFree();
  }

  @Test
  void anInterruptedReaderStops() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    RangedBody.Ranges hanging =
        range -> {
          await(never);
          return range(range);
        };
    try (InputStream body = body(hanging, NEVER_SLOW)) {
      body.readNBytes(10);
      Thread.currentThread().interrupt();
      assertThrows(StoreInterruptedException.class, body::read);
      assertTrue(Thread.interrupted());
    }
    assertAllMemoryIsFree();
  }

  private void assertAllMemoryIsFree() {
    for (int i = 0; i < 5; i++) {
      assertTrue(workers.take().isPresent());
    }
    assertTrue(workers.take().isEmpty());
  }

  private InputStream body(RangedBody.Ranges ranges, Duration slow) {
    return body(ranges, slow, BLOB.length);
  }

  private InputStream body(RangedBody.Ranges ranges, Duration slow, InputStream firstRange) {
    BlobStat stat = new BlobStat(new BlobKey("blobs/a"), BLOB.length, Instant.EPOCH, "1");
    return new RangedBody(
        "Reading",
        new BlobContent(stat, firstRange),
        ranges,
        workers,
        slow,
        nanos::getAndIncrement);
  }

  private InputStream body(RangedBody.Ranges ranges, Duration slow, int sizeBytes) {
    BlobStat stat = new BlobStat(new BlobKey("blobs/a"), sizeBytes, Instant.EPOCH, "1");
    BlobContent first = new BlobContent(stat, new Waited(0, 10));
    return new RangedBody("Reading", first, ranges, workers, slow, nanos::getAndIncrement);
  }

  private InputStream range(ByteRange range) {
    opened.add(range);
    return new Waited((int) range.offset(), (int) range.length());
  }

  private static void met(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void pass(Duration atLeast) {
    nanos.addAndGet(2 * atLeast.toNanos());
  }

  /** A range that is waited for longer than its reader takes for it. */
  private final class Waited extends FilterInputStream {

    Waited(int offset, int length) {
      super(new ByteArrayInputStream(BLOB, offset, length));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      nanos.addAndGet(10);
      return super.read(buffer, offset, length);
    }
  }

  /** The blob's first range, of which the first read takes its time. */
  private final class SlowStart extends FilterInputStream {

    private final Duration slow;
    private boolean isStarted;

    SlowStart(Duration slow) {
      super(new ByteArrayInputStream(BLOB, 0, 10));
      this.slow = slow;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (!isStarted) {
        isStarted = true;
        pass(slow);
      }
      return super.read(buffer, offset, length);
    }
  }
}
