package io.github.azblobcache.maven.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.history.BuildSelector;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedBuildsTest {

  private static ComparedBuilds parse(String value) {
    return ComparedBuilds.parse(new Setting("-Dazblob-cache.compare", value));
  }

  @Test
  void areTwoOfAnyKind() {
    ComparedBuilds builds = parse("7d, 3F9A60D2");
    assertEquals(new BuildSelector.ByAge(Duration.ofDays(7)), builds.first());
    assertEquals(new BuildSelector.ByPrefix("3f9a60d2"), builds.second());
  }

  @Test
  void withoutAValueAreTheNewestTwo() {
    assertEquals(parse("2,1"), parse("true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,2,3", "1,", "newest,1", "false"})
  void whatIsNotTwoIsNamed(String value) {
    InvalidSettingException e = assertThrows(InvalidSettingException.class, () -> parse(value));
    assertTrue(
        e.getMessage().startsWith("-Dazblob-cache.compare: '" + value + "' is not two builds"),
        e.getMessage());
  }
}
