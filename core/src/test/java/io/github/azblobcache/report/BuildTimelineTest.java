package io.github.azblobcache.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildTimelineTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void layersShareTheProcessors() {
    assertEquals(
        Duration.ofSeconds(2), BuildTimeline.together(List.of(SECOND, SECOND, SECOND, SECOND), 2));
  }

  @Test
  void oneLayerHasOneProcessor() {
    assertEquals(SECOND, BuildTimeline.together(List.of(SECOND, Duration.ZERO), 8));
    assertEquals(Duration.ZERO, BuildTimeline.together(List.of(), 8));
  }

  @Test
  void whatTheBuildWaitedForIsTakenOff() {
    BuildTimeline course =
        new BuildTimeline(
            SampleReports.span(0, 300), Optional.empty(), Optional.empty(), Duration.ofSeconds(1));
    assertEquals(700, course.savedMillis());
    assertEquals(200, course.with(SampleReports.span(900, 1_400)).savedMillis());
  }

  @Test
  void aCacheThatGivesNothingHasCostTime() {
    BuildTimeline course =
        new BuildTimeline(
            SampleReports.span(0, 40), Optional.empty(), Optional.empty(), Duration.ZERO);
    assertEquals(-600, course.with(SampleReports.span(40, 600)).savedMillis());
  }

  @Test
  void aClockThatWasSetBackMakesNoNegativeTime() {
    assertEquals(0, SampleReports.span(500, 100).millis());
  }
}
