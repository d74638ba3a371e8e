package io.github.azblobcache.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.settings.syntax.Origin;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.directory.DirectoryLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckOutputTest {

  private static final Diagnosis DIAGNOSIS =
      new Diagnosis(
          new CheckedCache(
              new DirectoryLocation(Path.of("/cache")),
              Layout.DEFAULT,
              List.of(new ManifestName("main")),
              List.of(),
              List.of(new Origin("src", "/cache", "AZBLOB_CACHE_FROM"))),
          List.of(
              new CheckStep("folder", Outcome.OK, "/cache is there", ""),
              new CheckStep("read", Outcome.FAILED, "a\n##[error]b", "Do this."),
              new CheckStep("list", Outcome.SKIPPED, "because read failed", "")));

  private static List<String> print(ReportFormat format) {
    List<String> lines = new ArrayList<>();
    new CheckOutput(format, line -> lines.add(line.toString())).print(DIAGNOSIS);
    return lines;
  }

  @Test
  void aTableForPeople() {
    assertEquals(
        List.of(
            "src               /cache  (AZBLOB_CACHE_FROM)",
            "folder      ok       /cache is there",
            "read        FAILED   a\\n# #[error]b",
            "                     Do this.",
            "list        skipped  because read failed"),
        print(ReportFormat.TABLE));
  }

  @Test
  void objectsForPrograms() {
    assertEquals(
        List.of(
            "{\"Type\":\"setting\",\"Cache\":\"/cache\",\"Name\":\"src\",\"Value\":\"/cache\","
                + "\"From\":\"AZBLOB_CACHE_FROM\"}",
            "{\"Type\":\"step\",\"Cache\":\"/cache\",\"Name\":\"folder\",\"Outcome\":\"ok\","
                + "\"Detail\":\"/cache is there\",\"Advice\":\"\"}",
            "{\"Type\":\"step\",\"Cache\":\"/cache\",\"Name\":\"read\",\"Outcome\":\"failed\","
                + "\"Detail\":\"a\\n\\u0023\\u0023[error]b\",\"Advice\":\"Do this.\"}",
            "{\"Type\":\"step\",\"Cache\":\"/cache\",\"Name\":\"list\",\"Outcome\":\"skipped\","
                + "\"Detail\":\"because read failed\",\"Advice\":\"\"}",
            "{\"Type\":\"result\",\"Cache\":\"/cache\",\"Import\":true,\"Export\":false,"
                + "\"Failed\":1}"),
        print(ReportFormat.JSON));
  }

  @Test
  void theFailureNamesTheSteps() {
    assertEquals("builds can't use /cache as they should: read failed", DIAGNOSIS.summary());
  }
}
