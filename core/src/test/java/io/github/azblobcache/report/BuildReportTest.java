package io.github.azblobcache.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.testkit.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildReportTest {

  private static final Path SCHEMA = Path.of("..", "docs", "report.schema.json");

  @TempDir private Path folder;

  @Test
  void isAsItsSchemaSays() throws IOException {
    JsonSchema schema = JsonSchema.read(SCHEMA);
    assertEquals(List.of(), schema.faults(JsonReport.of(List.of(SampleReports.shop()))));
    assertEquals(List.of(), schema.faults(JsonReport.of(List.of())));
  }

  @Test
  void theSchemaRefusesWhatIsNoReport() throws IOException {
    JsonSchema schema = JsonSchema.read(SCHEMA);
    String json = JsonReport.of(List.of(SampleReports.shop()));
    assertFalse(schema.faults(json.replace("\"cache\"", "\"moon\"")).isEmpty());
    assertFalse(schema.faults(json.replace("\"savedMillis\"", "\"saved\"")).isEmpty());
    assertFalse(schema.faults(json.replace("\"size\": 7", "\"size\": -7")).isEmpty());
  }

  @Test
  void saysOfEachLayerWhatWasDoneAndWhen() throws IOException {
    String json = JsonReport.of(List.of(SampleReports.shop()));
    assertTrue(json.contains("\"startedAt\": \"2026-01-31T00:00:00Z\""), json);
    assertTrue(json.contains("\"criticalPathMillis\": 900,"), json);
    assertTrue(json.contains("\"savedMillis\": 1800,"), json);
    String hashed = "\"hashed\": {\n            \"startMillis\": 220,\n            \"millis\": 40";
    assertTrue(json.replaceAll(" +", " ").contains(hashed.replaceAll(" +", " ")), json);
  }

  @Test
  void saysWhyALayerHadToBeBuilt() throws IOException {
    String json = JsonReport.of(List.of(SampleReports.shop()));
    assertTrue(json.contains("\"because\": \"1 of 9 files changed, 0 added, 0 removed\""), json);
    assertTrue(json.contains("\"changed /app/classes/<init>.class (content)\""), json);
    String page = HtmlReport.of(List.of(SampleReports.shop()));
    assertTrue(page.contains("<td>built: 1 of 9 files changed, 0 added, 0 removed"), page);
    assertTrue(page.contains("<li>changed /app/classes/&lt;init&gt;.class (content)</li>"), page);
  }

  @Test
  void writesBothFilesAndNothingElse() throws IOException {
    new BuildReport(List.of(SampleReports.shop())).write(folder.resolve("azblob-cache"));
    new BuildReport(List.of(SampleReports.withLayers(1))).write(folder.resolve("azblob-cache"));
    try (Stream<Path> files = Files.list(folder.resolve("azblob-cache"))) {
      assertEquals(
          List.of("report.html", "report.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    String page = Files.readString(folder.resolve("azblob-cache").resolve("report.html"));
    assertTrue(page.contains("com.example:many"), page);
  }

  @Test
  void thePageAsksNobodyForAnything() {
    String page = HtmlReport.of(List.of(SampleReports.shop()));
    assertFalse(page.matches("(?s).*(https?:|//|src=|href=|url\\(|<script|@import).*"), page);
    assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), page);
  }

  @Test
  void thePageTellsInWordsWhatItDraws() {
    String page = HtmlReport.of(List.of(SampleReports.shop()));
    assertTrue(page.contains("aria-label=\"hashed for 0.43 s, from 0.21 s\""), page);
    assertTrue(page.contains("style=\"left:9.13%;width:18.70%\""), page);
  }

  @Test
  void theTimelineSaysWhereNothingWasToBeDone() {
    String page = HtmlReport.of(List.of(SampleReports.shop()));
    assertTrue(
        page.contains("aria-label=\"Maven&#39;s other work for 0.20 s, from 0.00 s\""), page);
    assertEquals(2, page.split("nothing to do", -1).length, page);
  }

  /** Each table with bars has the class for which narrow pages have another layout. */
  @Test
  void onNarrowPagesBarsGetALineOfTheirOwn() {
    ImageReport shop = SampleReports.shop();
    ImageReport image =
        new ImageReport(
            shop.image(),
            shop.layers(),
            shop.traffic(),
            shop.course(),
            List.of(new ReportedBuild(Optional.empty(), 1, 3, 1_000_000, 100_000_000)));
    String page = HtmlReport.of(List.of(image));
    assertEquals(2, page.split(" chart\">\n<table>", -1).length - 1, page);
    assertEquals(2, page.split("<th scope=\"col\" class=\"time\">", -1).length - 1, page);
    assertTrue(page.contains(".chart .time { grid-column: 1 / -1; width: auto;"), page);
  }

  @Test
  void thePageShowsWhatBuildsHaveReused() {
    assertFalse(HtmlReport.of(List.of(SampleReports.shop())).contains("Builds, newest first"));
    ImageReport shop = SampleReports.shop();
    ImageReport image =
        new ImageReport(
            shop.image(),
            shop.layers(),
            shop.traffic(),
            shop.course(),
            List.of(
                new ReportedBuild(Optional.empty(), 1, 3, 1_000_000, 100_000_000),
                new ReportedBuild(Optional.of(SampleReports.START), 3, 3, 50_000_000, 50_000_000)));
    String page = HtmlReport.of(List.of(image));
    String rows =
        """
        <tr><th scope="row">this build</th><td class="times">1 of 3</td><td class="number">1MB</td>\
        <td class="number">99MB</td><td class="time"><div class="stack">\
        <span class="new" style="width:1%"></span><span class="reused" style="width:99%"></span>\
        </div></td></tr>
        <tr><th scope="row">2026-01-31 00:00 UTC</th><td class="times">3 of 3</td><td class="number">50MB</td>\
        <td class="number">0B</td><td class="time"><div class="stack">\
        <span class="new" style="width:50%"></span></div></td></tr>
        """;
    assertTrue(page.contains(rows), page);
  }

  @Test
  void namesCannotBreakThePageOrTheTable() {
    ImageReport image =
        SampleReports.image(
            "<b>", SampleReports.layer("a|b<script>\n`", LayerSource.LOCAL, Map.of()));
    String page = HtmlReport.of(List.of(image));
    assertFalse(page.contains("<b>") || page.contains("<script>"), page);
    String table = MarkdownSummary.of(List.of(image));
    assertTrue(table.contains("| a\\|b\\<script\\>\\\\n\\` | local |"), table);
  }

  @Test
  void theSummarySaysWhatWasSavedOrLost() {
    assertEquals(
        "com.example:shop: 1 of 3 layers from the cache (95.39MB fetched), 1 local, 1 built, 1"
            + " uploaded (4.21kB), 0.9 s on the critical path, about 1.8 s saved",
        SampleReports.shop().summary());
  }

  @ParameterizedTest
  @CsvSource({
    "2700, ', about 1.8 s saved'",
    "1399, ''",
    "401, ''",
    "100, ', about 0.8 s longer than without the cache'",
  })
  void theSummaryLeavesOutWhatNobodyNotices(long sparedMillis, String end) {
    ImageReport shop = SampleReports.shop();
    BuildTimeline course = shop.course();
    String summary =
        new ImageReport(
                shop.image(),
                shop.layers(),
                shop.traffic(),
                new BuildTimeline(
                    course.imported(),
                    course.jib(),
                    course.exported(),
                    Duration.ofMillis(sparedMillis)),
                List.of())
            .summary();
    assertTrue(summary.endsWith(" 0.9 s on the critical path" + end), summary);
  }

  @Test
  void aLayerOfAMegabyteIsWorthALine() {
    assertTrue(sized(1_000_000).costliestRebuild().isPresent());
    assertTrue(sized(999_999).costliestRebuild().isEmpty());
  }

  private static ImageReport sized(long bytes) {
    LayerReport built = SampleReports.shop().layers().get(2);
    return SampleReports.image(
        "com.example:shop",
        new LayerReport(
            built.name(),
            built.diffId(),
            new Descriptor(built.blob().mediaType(), built.blob().digest(), bytes),
            built.source(),
            built.phases(),
            built.rebuild()));
  }
}
