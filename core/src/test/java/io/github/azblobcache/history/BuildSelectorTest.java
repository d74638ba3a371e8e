package io.github.azblobcache.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.history.HistoryFixture.Layer;
import io.github.azblobcache.store.MemoryBlobStore;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildSelectorTest {

  private final HistoryFixture cache =
      new HistoryFixture(new MemoryBlobStore(Clock.fixed(HistoryFixture.NOW, ZoneOffset.UTC)));

  @BeforeEach
  void fill() throws IOException {
    cache
        .build(72, "main", "com.acme:shop", Layer.of("classes", 1, "/a:1"))
        .build(48, "main", "com.acme:shop", Layer.of("classes", 1, "/a:2"))
        .build(1, "main", "com.acme:shop", Layer.of("classes", 1, "/a:3"))
        .export();
  }

  private Optional<Integer> numberOf(String selector) throws IOException {
    ImageBuilds image = cache.builds();
    return BuildSelector.parse(selector)
        .orElseThrow()
        .find(image, HistoryFixture.NOW)
        .map(build -> image.builds().indexOf(build) + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "3, 3",
    "0s, 1",
    "2h, 2",
    "2d, 2",
    "P2DT1H, 3",
    "2026-12-30T23:00:00Z, 1",
    "2026-12-30T23:59:59+01:00, 2"
  })
  void picksABuild(String selector, int number) throws Exception {
    assertEquals(Optional.of(number), numberOf(selector));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "9999", "4d", "2026-12-01T00:00:00Z", "000000000000"})
  void thereNeedBeNone(String selector) throws Exception {
    assertEquals(Optional.empty(), numberOf(selector));
  }

  @Test
  void picksByTheFirstDigitsOfAnId() throws Exception {
    String id = cache.builds().builds().get(1).id().toString();
    assertEquals(Optional.of(2), numberOf(id));
    assertEquals(Optional.of(2), numberOf(id.substring(7, 19)));
    assertEquals(Optional.of(2), numberOf(id.substring(7, 13).toUpperCase(java.util.Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "newest", "abc", "2026-12-01", "sha256:", "1,2"})
  void whatIsNoneIsNone(String text) {
    assertEquals(Optional.empty(), BuildSelector.parse(text));
  }
}
