package io.github.azblobcache.store.azure.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureOptionsTest {

  private static final AzureOptions OPTIONS =
      new AzureOptions(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          5,
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          1000);

  @Test
  void pausesDoubleUpToTheLongest() {
    assertEquals(Optional.of(Duration.ofMillis(100)), pause(1, 1));
    assertEquals(Optional.of(Duration.ofMillis(200)), pause(2, 1));
    assertEquals(Optional.of(Duration.ofMillis(300)), pause(3, 1));
    assertEquals(Optional.of(Duration.ofMillis(300)), pause(4, 1));
    assertEquals(Optional.empty(), pause(5, 1));
  }

  @Test
  void halfOfAPauseIsChance() {
    assertEquals(Optional.of(Duration.ofMillis(50)), pause(1, 0));
    assertEquals(Optional.of(Duration.ofMillis(75)), pause(1, 0.5));
  }

  @Test
  void theServiceMakesAPauseLongerAndNeverShorter() {
    assertEquals(Optional.of(Duration.ofMillis(250)), asked(Duration.ofMillis(250)));
    assertEquals(Optional.of(Duration.ofMillis(100)), asked(Duration.ofMillis(1)));
    assertEquals(Optional.empty(), asked(Duration.ofMillis(301)));
  }

  @Test
  void anExportBearsAnAccountThatIsBusyForHalfAMinute() {
    AzureOptions exports = AzureOptions.forExports();
    Duration least = Duration.ZERO;
    for (int failed = 1; failed < exports.tries(); failed++) {
      least = least.plus(exports.pauseAfter(failed, Optional.empty(), 0).orElseThrow());
    }
    assertTrue(least.compareTo(Duration.ofSeconds(30)) > 0, least::toString);
    Optional<Duration> asked = Optional.of(Duration.ofSeconds(45));
    assertEquals(asked, exports.pauseAfter(1, asked, 1));
  }

  @Test
  void aLargeUploadMayTakeLonger() {
    assertEquals(Duration.ofSeconds(30), OPTIONS.answerTimeout(0));
    assertEquals(Duration.ofSeconds(34), OPTIONS.answerTimeout(64 * 1024 * 1024));
  }

  @Test
  void refusesNonsense() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new AzureOptions(
                Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ZERO, Duration.ZERO, 1));
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AzureOptions(second, second, 1, second, second, -1));
  }

  private static Optional<Duration> pause(int failedTries, double jitter) {
    return OPTIONS.pauseAfter(failedTries, Optional.empty(), jitter);
  }

  private static Optional<Duration> asked(Duration retryAfter) {
    return OPTIONS.pauseAfter(1, Optional.of(retryAfter), 1);
  }
}
