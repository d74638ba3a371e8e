package io.github.azblobcache.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownSummaryTest {

  private static final List<ImageReport> IMAGES = List.of(SampleReports.shop());
  private static final String TABLE =
      """
      ### Layer cache

      **com.example:shop**: 1 of 3 layers from the cache, 95.39MB fetched, 4.21kB uploaded, about 1.8 s saved

      | layer | came from | size | got in | exported in |
      |---|---|--:|--:|--:|
      | dependencies | cache | 71.13MB | 0.50 s |  |
      | resources | local | 71.13MB |  |  |
      | classes | built | 71.13MB | 0.06 s | 0.47 s |

      com.example:shop: 'classes' (71.13MB) was built: 1 of 9 files changed, 0 added, 0 removed: changed /app/classes/\\<init\\>.class (content)

      """;

  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();

  @Test
  void isATableForEachImage() {
    assertEquals(TABLE, MarkdownSummary.of(IMAGES));
  }

  @Test
  void isAddedToWhatGitHubActionsHasOfTheStep() throws IOException {
    Path file = Files.writeString(folder.resolve("step"), "before\n");
    publish(Map.of("GITHUB_STEP_SUMMARY", file.toString()));
    assertEquals("before\n" + TABLE, Files.readString(file));
    assertEquals(List.of(), log);
  }

  @Test
  void isAFileForAzurePipelines() throws IOException {
    publish(Map.of("TF_BUILD", "True"));
    Path file = folder.resolve("layer-cache.md").toAbsolutePath();
    assertEquals(TABLE, Files.readString(file));
    assertEquals(List.of("##vso[task.uploadsummary]" + file), log);
  }

  @Test
  void isNothingElsewhereOrWithoutAnImage() throws IOException {
    publish(Map.of("GITHUB_STEP_SUMMARY", ""));
    MarkdownSummary.publish(List.of(), Map.of("TF_BUILD", "True")::get, folder, log());
    assertFalse(Files.exists(folder.resolve("layer-cache.md")));
    assertEquals(List.of(), log);
  }

  private void publish(Map<String, String> environment) throws IOException {
    MarkdownSummary.publish(IMAGES, environment::get, folder, log());
  }

  private Optional<Consumer<String>> log() {
    return Optional.of(log::add);
  }

  @Test
  void isNoFileForAzurePipelinesWhereTheBuildPrintsNothing() throws IOException {
    MarkdownSummary.publish(IMAGES, Map.of("TF_BUILD", "True")::get, folder, Optional.empty());
    assertFalse(Files.exists(folder.resolve("layer-cache.md")));
  }
}
