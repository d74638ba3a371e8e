package io.github.azblobcache.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.inventory.Progress;
import io.github.azblobcache.prune.PruneFixture;
import io.github.azblobcache.prune.PruneOutput;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.report.ReportFormat;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image name and a manifest's name that an agent or a terminal would act on, in tables. */
class TableCanaryTest {

  private static final String CANARY = "##vso[canary.run]x\n::canary::x\u001b[2J\u009b2J\u2028";

  private final List<String> lines = new ArrayList<>();

  private void print(Printable line) {
    lines.add(line.toString());
  }

  private void assertHarmless() {
    assertTrue(lines.stream().anyMatch(line -> line.contains("canary")), lines.toString());
    for (String line : lines) {
      assertEquals(1, line.lines().count(), line);
      assertFalse(line.contains("##"), line);
      assertFalse(line.strip().startsWith("::"), line);
      assertFalse(line.matches(".*[\\p{Cc}\\p{Zl}].*"), line);
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
                    cache.store(), Layout.DEFAULT, new Parallel(1), Progress.NONE)));
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
            new Verifier(cache.store(), Layout.DEFAULT, new Parallel(1), Progress.NONE)
                .verify(Sample.ALL, false));
    for (String canary : List.of("canary.name", "canary.key", "canary-file", "canary.field")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(canary)), canary + " in " + lines);
    }
    assertHarmless();
  }

  @ParameterizedTest
  @EnumSource
  void areHarmlessInAPlanToPrune(ReportFormat format) throws IOException {
    PruneFixture cache = new PruneFixture().build(20, "##canary", CANARY, "base", "b");
    Pruner pruner = cache.pruner();
    PruneOutput output = new PruneOutput(format, this::print);
    output.plan(pruner.plan(PrunePolicy.UNNAMED_ONLY.withAll()));
    assertHarmless();
  }
}
