package io.github.azblobcache.maven.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.NameGlob;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.settings.values.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneLimitsTest {

  private static PrunePolicy policy(Map<String, String> set) {
    return new PruneLimits(
            set.get("until"),
            set.get("unusedFor"),
            set.get("keep"),
            set.get("maxUsedSpace"),
            set.get("reservedSpace"),
            set.get("name"),
            set.containsKey("all"))
        .policy(PrunePolicy.SAFE_GRACE);
  }

  @Test
  void withoutALimitOnlyWhatNothingNamesGoes() throws Exception {
    PrunePolicy unnamedOnly =
        new PrunePolicy(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false,
            List.of(),
            PrunePolicy.SAFE_GRACE);
    assertEquals(unnamedOnly, policy(Map.of()));
    assertEquals(unnamedOnly, policy(Map.of("until", "", "keep", " ")));
  }

  @Test
  void readsEachLimit() throws Exception {
    assertEquals(
        new PrunePolicy(
            Optional.of(Duration.ofDays(30)),
            OptionalInt.of(5),
            OptionalLong.of(20L << 30),
            OptionalLong.of(512L << 20),
            true,
            List.of(new NameGlob("release-*"), new NameGlob("main")),
            PrunePolicy.SAFE_GRACE),
        policy(
            Map.of(
                "until", "30d",
                "keep", "5",
                "maxUsedSpace", "20gb",
                "reservedSpace", "512mb",
                "name", "release-*, main,",
                "all", "true")));
  }

  @Test
  void unusedForIsAnotherWordForUntil() throws Exception {
    assertEquals(policy(Map.of("until", "24h")), policy(Map.of("unusedFor", "PT24H")));
    InvalidSettingException both =
        assertThrows(
            InvalidSettingException.class, () -> policy(Map.of("until", "1d", "unusedFor", "1d")));
    assertTrue(both.getMessage().contains("Set one of them."), both.getMessage());
  }

  @Test
  void namesEachParameterInWhichNobodyReplacedAVariable() {
    String message =
        assertThrows(
                InvalidSettingException.class,
                () ->
                    policy(
                        Map.of("keep", "$(keep)", "name", "${env.NAME}-*", "maxUsedSpace", "1gb")))
            .getMessage();
    assertTrue(message.contains("-Dazblob-cache.keep=$(keep)"), message);
    assertTrue(message.contains("-Dazblob-cache.name=${env.NAME}"), message);
    assertTrue(message.endsWith("Give the variable a value, or leave the parameter out."), message);
  }

  @ParameterizedTest
  @CsvSource({
    "until, 30 days",
    "unusedFor, soon",
    "keep, 0",
    "maxUsedSpace, lots",
    "reservedSpace, -1",
    "maxUsedSpace, 0",
    "reservedSpace, 0gb"
  })
  void namesTheLimitThatIsWrong(String name, String value) {
    String message =
        assertThrows(InvalidSettingException.class, () -> policy(Map.of(name, value))).getMessage();
    assertTrue(message.startsWith("-Dazblob-cache." + name + ": '" + value + "' "), message);
  }
}
