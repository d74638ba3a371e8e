package io.github.azblobcache.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.report.format.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PruneOutputTest {

  private static final String SHOP = "com.acme:shop";

  private final PruneFixture cache = new PruneFixture();
  private final TestPolicy thirtyDays = TestPolicy.UNNAMED_ONLY.unusedFor(Duration.ofDays(30));

  @BeforeEach
  void fill() throws IOException {
    cache
        .build(50, "branch", SHOP, "a")
        .build(40, "main", SHOP, "b")
        .build(20, "main", SHOP, "c")
        .blob(1, "x", "y");
  }

  private List<String> printed(ReportFormat format, PrunePolicy policy) throws IOException {
    List<String> lines = new ArrayList<>();
    new PruneOutput(format, line -> lines.add(line.toString())).plan(cache.pruner().plan(policy));
    return lines;
  }

  @Test
  void namesWhatIsToBeDeletedAndWhatTheGracePeriodKeeps() throws Exception {
    List<String> lines = printed(ReportFormat.TABLE, thirtyDays.policy());
    assertEquals(
        List.of(
            "To delete: the build of com.acme:shop that was last exported at 2025-12-12 00:00:00"
                + " UTC, from manifest 'branch'",
            "To delete: manifest 'branch', because it names no other build",
            "To delete: the build of com.acme:shop that was last exported at 2025-12-22 00:00:00"
                + " UTC, from manifest 'main'"),
        lines.subList(0, 3));
    assertEquals(
        List.of(
            "Total: 200B to delete, in 2 blobs",
            "Kept: 200B in 2 blobs that no kept build needs, because they are younger than the"
                + " grace period of 24h"),
        lines.subList(6, 8));
  }

  @Test
  void aTimeHasNoMoreThanSeconds() {
    assertEquals(
        "2026-01-31 08:05:09 UTC", Times.human(Instant.parse("2026-01-31T08:05:09.123456789Z")));
  }

  @Test
  void theGracePeriodIsNamedOnlyIfItKeepsSomething() throws Exception {
    List<String> lines =
        printed(ReportFormat.TABLE, thirtyDays.grace(Duration.ofMinutes(0)).policy());
    assertEquals("Total: 400B to delete, in 4 blobs", lines.get(lines.size() - 1));
  }

  @Test
  void programsGetTheSame() throws Exception {
    List<String> lines = printed(ReportFormat.JSON, thirtyDays.policy());
    assertEquals(
        "{'Type':'plan','Builds':2,'Blobs':2,'Size':200,'KeptBlobs':2,'KeptSize':200,"
                .replace('\'', '"')
            + "'DanglingNames':0,'UnreadManifests':0}".replace('\'', '"'),
        lines.get(lines.size() - 1));
  }
}
