package io.github.azblobcache.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.FileLists;
import io.github.azblobcache.files.FileListsBlob;
import io.github.azblobcache.files.LayerListing;
import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.report.format.JsonLine;
import io.github.azblobcache.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that a CI agent or a terminal would act on, in every text that a report has. */
class CanaryTest {

  private static final String CANARY =
      "##vso[canary.run]x\n"
          + "::canary::x\r"
          + "\u001b[2J\u009b2J\u2028##[canary]x\u202e\u2066\u200f\u061c\u2029::add-mask::x\u0085::stop-commands::x\ud800";

  private static final Instant EPOCH = Instant.parse("1970-01-01T00:00:01Z");

  @TempDir private Path folder;

  private ImageReport image() throws IOException {
    return SampleReports.image(
        CANARY, built(new Rebuild(CANARY, List.of(CANARY))), built(compared()));
  }

  private static LayerReport built(Rebuild rebuild) {
    return SampleReports.layer(CANARY, LayerSource.BUILT, Map.of(), Optional.of(rebuild));
  }

  /** A layer's files compared with file lists from a cache, which have the text in each field. */
  private Rebuild compared() throws IOException {
    // JSON has no half a character
    String canary = CANARY.replace("\ud800", "");
    FileFact cached = new FileFact(canary, 1, 1, canary, EPOCH, canary);
    FileFact gone = new FileFact("gone " + canary, 1, 1, "644", EPOCH, "");
    FileFact now = new FileFact(canary, 1, 1, "644", EPOCH, "");
    FileLists lists = new FileLists(List.of(files(canary, "before", cached, gone)));
    FileLists read = FileListsBlob.read(FileListsBlob.write(lists, folder).file());
    Rebuild rebuild = Rebuild.of(files(canary, "now", now), 0, read);
    assertEquals(2, rebuild.files().size());
    return rebuild;
  }

  private static LayerListing files(String name, String tar, FileFact... files) {
    return new LayerListing(name, new DiffId(Digest.of(tar.getBytes(UTF_8))), List.of(files));
  }

  private static void assertHarmless(String text) {
    assertTrue(text.contains("canary"), text);
    assertFalse(text.contains("##vso["), text);
    assertFalse(text.contains("##["), text);
    assertFalse(text.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n]].*"), text);
    assertFalse(text.lines().anyMatch(line -> line.strip().startsWith("::")), text);
  }

  @Test
  void areHarmlessInTheReports() throws IOException {
    new BuildReport(List.of(image())).write(folder);
    assertHarmless(Files.readString(folder.resolve("report.json")));
    assertHarmless(Files.readString(folder.resolve("report.html")));
  }

  @Test
  void areHarmlessInTheSummaries() throws IOException {
    Path step = folder.resolve("step");
    MarkdownSummary.publish(
        List.of(image()),
        Map.of("GITHUB_STEP_SUMMARY", step.toString(), "TF_BUILD", "True")::get,
        folder,
        Optional.of(command -> assertEquals(1, command.lines().count())));
    assertHarmless(Files.readString(step).replace("### Layer cache", ""));
    assertHarmless(
        Files.readString(folder.resolve("layer-cache.md")).replace("### Layer cache", ""));
  }

  @Test
  void areHarmlessInLinesOfJson() {
    assertHarmless(
        JsonLine.of(CANARY).with("Text", CANARY).with("Texts", List.of(CANARY)).line().toString());
  }

  @Test
  void areHarmlessInTheLog() throws IOException {
    assertHarmless(Printable.of(image().summary()).toString());
    assertHarmless(Printable.of(image().costliestRebuild().orElseThrow()).toString());
    for (String rebuild : image().rebuilds()) {
      assertHarmless(Printable.of(rebuild).toString());
    }
  }
}
