package io.github.azblobcache.maven.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.history.BuildSelector;
import io.github.azblobcache.history.ImageBuilds;
import io.github.azblobcache.history.PastBuild;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

  /** An image with so many builds, one a day. */
  private static ImageBuilds image(int count) {
    List<PastBuild> builds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Digest id = Digest.of(new byte[] {(byte) i});
      Instant time = NOW.minus(Duration.ofDays(i));
      builds.add(new PastBuild(id, time, List.of("main"), List.of(), Optional.empty()));
    }
    return new ImageBuilds("com.acme:shop", builds, Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2,1", "4,1", "1,3", "3d,1"})
  void twoBuildsThatAreThereAreNoProblem(String value) {
    assertEquals(Optional.empty(), parse(value).problem(image(4), NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "5,1      | '5' does not match exactly one build of com.acme:shop.",
        "1,9      | '9' does not match exactly one build of com.acme:shop.",
        "1, 123456| '123456' does not match exactly one build of com.acme:shop.",
        "30d,1    | '30d' does not match exactly one build of com.acme:shop.",
        "1,0d     | '1' and '0d' are the same build of com.acme:shop.",
      })
  void namesTheBuildsThatThereAre(String value, String problem) {
    assertEquals(
        Optional.of(
            problem
                + " Its builds have the numbers 1 (the newest) to 4. Write two of them, for"
                + " instance '4,1'; or IDs that azblob-cache:history shows, ages or times."),
        parse(value).problem(image(4), NOW));
  }

  @Test
  void oneBuildHasNothingToBeComparedWith() {
    assertEquals(
        Optional.of(
            "the cache remembers only one build of com.acme:shop, so there is nothing to compare it"
                + " with."),
        parse("2,1").problem(image(1), NOW));
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
