package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.export.GracePeriod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildEnvironmentTest {

  private static CacheTimeouts timing(Map<String, String> properties) {
    SettingSource source = SettingSource.userProperties(properties::get);
    return BuildEnvironment.of(Path.of("checkout"), SessionSettings.read(List.of(source))).timing();
  }

  @Test
  void nothingSetMeansTheUsualTimes() {
    assertEquals(CacheTimeouts.DEFAULT, timing(Map.of()));
  }

  @Test
  void readsTheTimes() {
    CacheTimeouts expected =
        CacheTimeouts.DEFAULT
            .withFirstAnswer(Duration.ofMillis(1500))
            .withGrace(Duration.ofHours(6));
    assertEquals(
        expected, timing(Map.of("azblob-cache.patience", "1500ms", "azblob-cache.grace", "PT6H")));
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertEquals(
        "-Dazblob-cache.grace: 'a day' is not a duration. Use '30d' or 'P30D' for 30 days, '12h' or"
            + " 'PT12H' for 12 hours.",
        assertThrows(
                InvalidSettingException.class, () -> timing(Map.of("azblob-cache.grace", "a day")))
            .getMessage());
  }

  @Test
  void exportsAndPruneGoByTheSameTimeUnlessTheyAreTold() {
    assertEquals(GracePeriod.DEFAULT.period(), PrunePolicy.SAFE_GRACE);
  }
}
