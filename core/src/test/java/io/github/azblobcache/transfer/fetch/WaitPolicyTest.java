package io.github.azblobcache.transfer.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WaitPolicyTest {

  private static final long MB = 1_000_000;

  private final WaitPolicy patience = new WaitPolicy(Duration.ofMillis(2500));

  @Test
  void aBuildWaitsForManifestsTheLongerTheLessTimeTheyHad() {
    assertEquals(Duration.ofMillis(2500), patience.forManifests(Duration.ZERO));
    assertEquals(Duration.ofMillis(1300), patience.forManifests(Duration.ofMillis(1200)));
    assertEquals(Duration.ofMillis(500), patience.forManifests(Duration.ofMillis(2000)));
    assertEquals(Duration.ofMillis(250), patience.forManifests(Duration.ofMinutes(5)));
  }

  @Test
  void aBuildDoesNotWaitLongForAStoreThatHasBeenSilentForLong() {
    assertEquals(Duration.ofMillis(750), patience.forManifests(Duration.ofMillis(1250)));
    assertEquals(Duration.ofMillis(750), patience.forManifests(Duration.ofMillis(1700)));
  }

  @Test
  void aLoginIsGivenItsTime() {
    assertEquals(
        Duration.ofMillis(3000), patience.withLogin().forManifests(Duration.ofMillis(1500)));
  }

  @Test
  void aFetchThatIsSoonerThanTheBuildIsWaitedFor() {
    // 80 MB in 2.7 s to build; half of it came in 0.5 s
    assertTrue(isWorthWaiting(500, 40 * MB, 80 * MB));
  }

  @Test
  void aSlowFetchIsGivenUp() {
    // 5 MB/s: the other 75 MB would take 15 s
    assertFalse(isWorthWaiting(1000, 5 * MB, 80 * MB));
  }

  @Test
  void aFetchThatIsNearlyDoneIsWaitedForHoweverSlowItWas() {
    assertTrue(isWorthWaiting(15_000, 75 * MB, 80 * MB));
  }

  @Test
  void aFetchThatStallsIsGivenUpInTheEnd() {
    assertTrue(isWorthWaiting(1000, 40 * MB, 80 * MB));
    assertFalse(isWorthWaiting(2700, 40 * MB, 80 * MB));
  }

  @Test
  void aFetchIsJudgedByItsSpeedSinceTheFirstBytes() {
    // 50 MB/s, after a login or for want of a processor 1.6 s late: 1.2 s to go, and 2.7 s to build
    assertTrue(isWorthWaiting(2000, 400, 20 * MB, 80 * MB));
    assertFalse(isWorthWaiting(2000, 2000, 20 * MB, 80 * MB));
  }

  @Test
  void aSmallLayerWhoseFirstBytesCameLateIsNotGivenUpAtOnce() {
    assertTrue(isWorthWaiting(1900, 20, MB / 16, MB));
    assertFalse(isWorthWaiting(1900, 400, MB / 16, MB));
  }

  @Test
  void aFetchThatDoesNotBeginIsGivenUpAfterTheFirstAnswersTime() {
    assertTrue(isWorthWaiting(2400, 0, 80 * MB));
    assertFalse(isWorthWaiting(2600, 0, 80 * MB));
  }

  @Test
  void aSmallLayerGetsTheTimeThatConnectionsNeed() {
    assertTrue(
        patience.isWorthWaiting(
            Duration.ofMillis(299), Duration.ofMillis(298), 1, 1000, WaitPolicy.buildTime(3000)));
  }

  @Test
  void aTimeWithoutEndIsWorthAnyWaiting() {
    assertTrue(
        patience.isWorthWaiting(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1,
            1_000_000,
            ChronoUnit.FOREVER.getDuration()));
  }

  private boolean isWorthWaiting(long millis, long received, long total) {
    return isWorthWaiting(millis, received == 0 ? 0 : millis, received, total);
  }

  private boolean isWorthWaiting(long sinceBegun, long sinceFirstBytes, long received, long total) {
    return patience.isWorthWaiting(
        Duration.ofMillis(sinceBegun),
        Duration.ofMillis(sinceFirstBytes),
        received,
        total,
        WaitPolicy.buildTime(total));
  }

  @Test
  void aHitPaysFromTheSizeWhereJibWouldNeedAsLong() {
    // 10 ms, and 60 MB/s against the 30 MB/s of Jib
    assertEquals(OptionalLong.of(600_000), WaitPolicy.paysFrom(Duration.ofMillis(10), 60_000_000));
    assertEquals(OptionalLong.empty(), WaitPolicy.paysFrom(Duration.ofMillis(10), 30_000_000));
    assertEquals(OptionalLong.empty(), WaitPolicy.paysFrom(Duration.ZERO, 1));
  }
}
