package io.github.azblobcache.transfer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingPaceTest {

  private static final int BYTES = 128 * 1024;
  private static final long SLOW_NANOS = 10L * BYTES;
  private static final long FAST_NANOS = BYTES;

  private final List<Duration> pauses = new ArrayList<>();
  private final HashingPace pace = new HashingPace(pauses::add);

  @Test
  void whoIsSlowPausesUntilItIsFast() throws Exception {
    pace.hashed(BYTES, SLOW_NANOS, () -> false);
    pace.hashed(BYTES, SLOW_NANOS, () -> false);
    assertEquals(2, pauses.size());

    pace.hashed(BYTES, FAST_NANOS, () -> false);
    // What is slow now is so because other threads have the cores.
    pace.hashed(BYTES, SLOW_NANOS, () -> false);
    assertEquals(2, pauses.size());
  }

  @Test
  void nobodyPausesOverWhatIsWaitedFor() throws Exception {
    pace.hashed(BYTES, SLOW_NANOS, () -> true);
    assertEquals(List.of(), pauses);
  }

  @Test
  void aJvmThatStaysSlowIsHeldBackForLessThanASecondInAll() throws Exception {
    for (int i = 0; i < 1000; i++) {
      pace.hashed(BYTES, SLOW_NANOS, () -> false);
    }
    assertEquals(HashingPace.PAUSES, pauses.size());
    Duration all = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(all.compareTo(Duration.ofSeconds(1)) < 0, all.toString());
  }

  @Test
  void aFewBytesTellNothing() throws Exception {
    pace.hashed(100, 100_000, () -> false);
    pace.hashed(100, 1, () -> false);
    assertEquals(List.of(), pauses);
    pace.hashed(BYTES, SLOW_NANOS, () -> false);
    assertEquals(1, pauses.size());
  }

  @Test
  void anInterruptEndsThePause() {
    HashingPace interrupted =
        new HashingPace(
            pause -> {
              throw new InterruptedException();
            });
    assertThrows(
        InterruptedIOException.class, () -> interrupted.hashed(BYTES, SLOW_NANOS, () -> false));
    assertTrue(Thread.interrupted());
  }
}
