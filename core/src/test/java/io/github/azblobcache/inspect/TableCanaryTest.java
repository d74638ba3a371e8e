package io.github.azblobcache.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.FileLists;
import io.github.azblobcache.files.FileListsBlob;
import io.github.azblobcache.files.LayerListing;
import io.github.azblobcache.history.BuildComparison;
import io.github.azblobcache.history.History;
import io.github.azblobcache.history.HistoryOutput;
import io.github.azblobcache.history.HistoryReader;
import io.github.azblobcache.history.ImageBuilds;
import io.github.azblobcache.history.ImageFiles;
import io.github.azblobcache.history.ImageHistory;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.inventory.UnreadManifest;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.PruneFixture;
import io.github.azblobcache.prune.PruneOutput;
import io.github.azblobcache.prune.PrunePlan;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.prune.TestPolicy;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image name and a manifest's name that an agent or a terminal would act on, in tables. */
class TableCanaryTest {

  private static final String CANARY =
      "##vso[canary.run]x\n"
          + "::canary::x\u001b[2J\u009b2J\u2028::add-mask::x\u0085\u202e\u2066\u200f\u061c\u2029";

  /** Has every field that is read. */
  private static final String MANIFEST =
      """
      {"layers":[{"blob":"sha256:A","parent":-1,"annotations":{"mediaType":"text/plain",
      "diffID":"sha256:B","size":3,"createdAt":"2026-01-31T00:00:00Z"}}],
      "records":[{"digest":"sha256:A","chains":[{"layers":[0],"createdAt":"2026-01-31T00:00:00Z"}],
      "layers":[{"layer":0,"createdAt":"2026-01-31T00:00:00Z"}]},
      {"digest":"sha256:B","inputs":[[{"selector":"s","link":0}]]}],
      "azblobCache":{"formatVersion":1,"images":{"sha256:A":"com.acme:shop"}}}
      """
          .replace("sha256:A", "sha256:" + "a".repeat(64))
          .replace("sha256:B", "sha256:" + "b".repeat(64));

  private static final String CANARY_IN_JSON =
      "\"##vso[canary.run]x\\n::canary::x\\u001b[2J\\u009b2J\\u2028::add-mask::x\\u202e\\u2066\"";

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();

  private void print(Printable line) {
    lines.add(line.toString());
  }

  private void assertHarmless() {
    assertTrue(lines.stream().anyMatch(line -> line.contains("canary")), lines.toString());
    for (String line : lines) {
      assertTrue(line.lines().count() <= 1, line);
      assertFalse(line.contains("##"), line);
      assertFalse(line.strip().startsWith("::"), line);
      assertFalse(line.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*"), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areHarmlessInDiskUsage(ReportFormat format) throws IOException {
    PruneFixture cache = new PruneFixture().build(20, "##canary", CANARY, "base", "b");
    new UsageOutput(format, this::print)
        .print(
            DiskUsage.of(
                InventoryReader.read(
                    cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE)));
    assertHarmless();
  }

  /** Names of manifests and of blobs, and what is wrong in a manifest. */
  @ParameterizedTest
  @EnumSource
  void areHarmlessInAVerification(ReportFormat format) throws IOException {
    PruneFixture cache = new PruneFixture().build(20, "##vso[canary.name]x", CANARY, "base", "b");
    cache.put(new BlobKey("blobs/##vso[canary.key]x"), new byte[1]);
    cache.manifest(1, "::canary-file::x", "{'layers':[{'blob':'CANARY'}]}".getBytes(UTF_8));
    cache.manifest(
        1,
        "field",
        ("{\"layers\":[{\"blob\":\"##vso[canary.field]x\\n::canary-field::x\\u001b[2J\"}]}")
            .getBytes(UTF_8));
    new VerifyOutput(format, this::print)
        .print(
            new Verifier(cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE)
                .verify(Sample.ALL, false));
    for (String canary : List.of("canary.name", "canary.key", "canary-file", "canary.field")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(canary)), canary + " in " + lines);
    }
    assertHarmless();
  }

  @ParameterizedTest
  @EnumSource
  void areHarmlessInAHistory(ReportFormat format) throws IOException {
    PruneFixture cache = new PruneFixture();
    FileFact file = new FileFact("##canary-file\n::x::", 1, 1, "644", Instant.EPOCH, "");
    FileFact other = new FileFact("##canary-other\n::x::", 1, 1, CANARY, Instant.EPOCH, CANARY);
    addBuild(cache, "old", file);
    addBuild(cache, "new", other);
    HistoryReader reader =
        new HistoryReader(cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE);
    ImageBuilds builds = reader.read(List.of(), List.of()).images().get(0);
    ImageFiles files = reader.files(builds);
    HistoryOutput output = new HistoryOutput(format, PruneFixture.NOW, 10, this::print);
    output.print(ImageHistory.of(builds, files));
    output.print(BuildComparison.of(builds, builds.builds().get(1), builds.builds().get(0), files));
    for (String canary : List.of("canary.run", "canary-name", "canary-file", "canary-other")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(canary)), canary + " in " + lines);
    }
    assertHarmless();
  }

  private void addBuild(PruneFixture cache, String layer, FileFact file) throws IOException {
    LayerFile lists =
        FileListsBlob.write(
            new FileLists(
                List.of(
                    new LayerListing(CANARY, PruneFixture.layer(layer).diffId(), List.of(file)))),
            folder);
    cache.store().putIfAbsent(Layout.DEFAULT.blob(lists.blob().digest()), lists.file());
    int daysAgo = layer.equals("old") ? 9 : 8;
    cache
        .build(daysAgo, "##canary-name", CANARY, layer)
        .build(
            daysAgo,
            "##canary-name",
            CANARY + "/files",
            new BuildLayer(lists.blob(), lists.diffId()));
  }

  @ParameterizedTest
  @EnumSource
  void areHarmlessInAPlanToPrune(ReportFormat format) throws IOException {
    PruneFixture cache = new PruneFixture().build(20, "##canary", CANARY, "base", "b");
    Pruner pruner = cache.pruner();
    PruneOutput output = new PruneOutput(format, this::print);
    output.plan(pruner.plan(TestPolicy.UNNAMED_ONLY.all().policy()));
    assertHarmless();
  }

  /** Each name, each text and each number of a manifest in turn. */
  @ParameterizedTest
  @EnumSource
  void areHarmlessWhereverTheyStandInAManifest(ReportFormat format) throws IOException {
    PruneFixture cache = new PruneFixture().build(20, "main", CANARY, "base", "b").blob(3, "x");
    Matcher token = Pattern.compile("\"[^\"]*\"|-?\\d+").matcher(MANIFEST);
    while (token.find()) {
      String text = MANIFEST.substring(0, token.start()) + CANARY_IN_JSON;
      String manifest = text + MANIFEST.substring(token.end());
      cache.manifest(1, "field-" + token.start(), manifest.getBytes(UTF_8));
    }
    Inventory inventory =
        InventoryReader.read(cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE);
    assertTrue(inventory.unread().size() > 20, inventory.unread().toString());
    for (UnreadManifest unread : inventory.unread()) {
      print(Printable.of(unread.cause().getMessage()));
      print(Printable.of(PrintableException.of(unread.cause()).toString()));
    }
    new UsageOutput(format, this::print).print(DiskUsage.of(inventory));
    new VerifyOutput(format, this::print)
        .print(
            new Verifier(cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE)
                .verify(Sample.ALL, true));
    Pruner pruner = cache.pruner();
    PrunePlan plan = pruner.plan(TestPolicy.UNNAMED_ONLY.all().policy());
    PruneOutput output = new PruneOutput(format, this::print);
    output.plan(plan);
    output.report(pruner.execute(plan));
    printHistory(cache, format);
    assertHarmless();
  }

  private void printHistory(PruneFixture cache, ReportFormat format) throws IOException {
    HistoryReader reader =
        new HistoryReader(cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE);
    History history = reader.read(List.of(), List.of());
    history.unread().forEach(unread -> print(Printable.of(unread.cause().getMessage())));
    HistoryOutput output = new HistoryOutput(format, PruneFixture.NOW, 10, this::print);
    for (ImageBuilds builds : history.images()) {
      output.print(ImageHistory.of(builds, reader.files(builds)));
    }
  }
}
