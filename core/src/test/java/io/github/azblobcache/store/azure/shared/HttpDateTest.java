package io.github.azblobcache.store.azure.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

  private static final DateTimeFormatter REFERENCE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  @RepeatedTest(100)
  void isWhatTheJdkWritesAndReads() {
    long seed = new Random().nextLong();
    long year9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    Instant time = Instant.ofEpochSecond(new Random(seed).nextLong(year9999));

    String text = HttpDate.format(time);

    assertEquals(REFERENCE.format(time), text, "seed " + seed);
    assertEquals(time, HttpDate.parse(text), "seed " + seed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Thu, 01 Jan 1970 00:00:00 GMT|1970-01-01T00:00:00Z",
        "Thu, 29 Feb 2024 23:59:59 GMT|2024-02-29T23:59:59Z",
        "Sun, 6 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 09:49:37 +0100|1994-11-06T08:49:37Z",
        "sun, 06 nov 1994 08:49:37 gmt|1994-11-06T08:49:37Z",
      })
  void readsWhatServersAndProxiesWrite(String text, Instant time) {
    assertEquals(time, HttpDate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1994-11-06T08:49:37Z",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Thu, 32 Feb 2024 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 0x Nov 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT",
      })
  void refusesWhatIsNoDate(String text) {
    assertThrows(DateTimeException.class, () -> HttpDate.parse(text));
  }
}
