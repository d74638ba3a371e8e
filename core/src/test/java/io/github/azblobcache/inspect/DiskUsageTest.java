package io.github.azblobcache.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.PruneFixture;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiskUsageTest {

  private final PruneFixture cache = new PruneFixture();

  @BeforeEach
  void fill() throws IOException {
    cache
        .build(20, "branch", "com.acme:shop", "base", "b")
        .build(10, "main", "com.acme:shop", "base", "a")
        .blob(9, "x");
    cache.pruner(); // today
  }

  private DiskUsage usage() throws IOException {
    Inventory inventory =
        InventoryReader.read(cache.store(), Layout.DEFAULT, new Parallel(1), StepListener.NONE);
    return DiskUsage.of(inventory);
  }

  private List<String> printed(ReportFormat format) throws IOException {
    List<String> lines = new ArrayList<>();
    new UsageOutput(format, line -> lines.add(line.toString())).print(usage());
    return lines;
  }

  @Test
  void countsSharedBytesOnce() throws Exception {
    DiskUsage usage = usage();
    assertEquals(
        List.of(100L, 300L, 100L, 400L),
        List.of(
            usage.sharedBytes(),
            usage.privateBytes(),
            usage.reclaimableBytes(),
            usage.totalBytes()));
  }

  @Test
  void fileListsBelongToTheirImage() throws Exception {
    cache.build(10, "main", "com.acme:shop/files", "list");
    List<UsageRow> rows = usage().rows().toList();
    assertEquals(4 + 1, rows.size());
    for (UsageRow row : rows) {
      assertEquals(
          row.id().equals(PruneFixture.digest("x")) ? List.of() : List.of("com.acme:shop"),
          row.images());
    }
  }

  @Test
  void fileListsAreNotCalledLayers() throws Exception {
    cache.build(10, "main", "com.acme:shop/files", "list");
    assertEquals(
        List.of("file list", "layer", "unknown"),
        Stream.of("list", "base", "x").map(PruneFixture::digest).map(this::kind).toList());
    List<String> lines = printed(ReportFormat.TABLE);
    assertTrue(lines.contains("File lists:  100B"), () -> String.join("\n", lines));
  }

  private String kind(Digest blob) {
    try {
      return usage().rows().filter(row -> row.id().equals(blob)).findFirst().orElseThrow().kind();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tellsWhoNamesABlob() throws Exception {
    List<UsageRow> rows = usage().rows().toList();
    UsageRow base =
        new UsageRow(
            PruneFixture.digest("base"),
            100,
            PruneFixture.daysAgo(10),
            List.of("branch", "main"),
            List.of("com.acme:shop"),
            false);
    assertEquals(
        List.of(base),
        rows.stream().filter(row -> row.id().equals(PruneFixture.digest("base"))).toList());
  }

  @Test
  void printsTheColumnsOfBuildx() throws Exception {
    List<String> lines = printed(ReportFormat.TABLE);
    assertEquals(
        "ID RECLAIMABLE SIZE LAST ACCESSED KIND NAMES IMAGES", lines.get(0).replaceAll(" +", " "));
    assertEquals(
        List.of("Shared: 100B", "Private: 300B", "Reclaimable: 100B", "Total: 400B"),
        lines.subList(5, 9).stream().map(line -> line.replaceAll(" +", " ")).toList());
    String base = PruneFixture.digest("base").toString();
    assertEquals(
        List.of(base + " false 100B* 10 days ago layer branch,main com.acme:shop"),
        lines.stream()
            .filter(line -> line.startsWith(base))
            .map(line -> line.replaceAll(" +", " "))
            .toList());
  }

  @Test
  void printsJsonForPrograms() throws Exception {
    List<String> lines = printed(ReportFormat.JSON);
    String x = PruneFixture.digest("x").toString();
    assertEquals(
        List.of(
            "{'Type':'layer','ID':'%s','Reclaimable':true,'Shared':false,'Size':100,"
                    .formatted(x)
                    .replace('\'', '"')
                + "'LastUsedAt':'2026-01-22T00:00:00Z','Kind':'unknown','Names':[],'Images':[]}"
                    .replace('\'', '"')),
        lines.stream().filter(line -> line.contains(x)).toList());
    assertEquals(
        "{'Type':'total','Shared':100,'Private':300,'FileLists':0,'Reclaimable':100,'Total':400}"
            .replace('\'', '"'),
        lines.get(4));
  }
}
