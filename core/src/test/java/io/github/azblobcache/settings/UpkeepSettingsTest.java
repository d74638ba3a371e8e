package io.github.azblobcache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.settings.values.CountText;
import io.github.azblobcache.settings.values.DurationText;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.PercentText;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.SizeText;
import io.github.azblobcache.settings.values.WordText;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpkeepSettingsTest {

  private static Setting setting(String value) {
    return new Setting("-Dazblob-cache.until", value);
  }

  private static String message(String value, Function<Setting, ?> parse) {
    return assertThrows(InvalidSettingException.class, () -> parse.apply(setting(value)))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "24h, PT24H",
    "2h30m, PT2H30M",
    "30d, P30D",
    "1d12h, PT36H",
    "90s, PT90S",
    "P30D, P30D",
    "pt12h, PT12H",
    "P2W, P14D",
    "0s, PT0S"
  })
  void readsDurations(String text, Duration expected) {
    assertEquals(expected, DurationText.parse(setting(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30 days", "30", "-5h", "PT-5H", "5m2h", "P1M", "999999999d", "d"})
  void refusesWhatIsNoDuration(String text) {
    assertEquals(
        "-Dazblob-cache.until: '"
            + text
            + "' is not a duration. Use '30d' or 'P30D' for 30 days, '12h' or 'PT12H' for 12"
            + " hours.",
        message(text, DurationText::parse));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "1b, 1",
    "512mb, 536870912",
    "20GB, 21474836480",
    "1.5k, 1536",
    "3 MiB, 3145728",
    "1tb, 1099511627776",
    "2p, 2251799813685248"
  })
  void readsSizes(String text, long expected) {
    assertEquals(expected, SizeText.parse(setting(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "-1", "1e9", "1eb", "999999999p", "1.mb"})
  void refusesWhatIsNoSize(String text) {
    assertEquals(
        "-Dazblob-cache.until: '"
            + text
            + "' is not a size. Use '512mb' for 512 times 1024 times 1024 bytes, '20gb', or a"
            + " number of bytes.",
        message(text, SizeText::parse));
  }

  @Test
  void readsPercentages() {
    assertEquals(0.1, PercentText.parse(setting("10%")));
    assertEquals(1, PercentText.parse(setting("100%")));
    message("0%", PercentText::parse);
    message("101%", PercentText::parse);
    message("10", PercentText::parse);
  }

  @Test
  void readsCountsAndWords() {
    assertEquals(5, CountText.parse(setting("5")));
    message("0", CountText::parse);
    message("-1", CountText::parse);
    assertEquals(ReportFormat.JSON, WordText.parse(setting("json"), ReportFormat.class));
    assertEquals(
        "-Dazblob-cache.until: 'xml' is not a valid value. Use 'table' or 'json'.",
        message("xml", it -> WordText.parse(it, ReportFormat.class)));
  }
}
