package io.github.azblobcache.inspect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.history.History;
import io.github.azblobcache.history.HistoryReader;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.PruneOutput;
import io.github.azblobcache.prune.PrunePlan;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.prune.TestPolicy;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.CanaryService;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in a service's listing that an agent or a terminal would act on, in tables and JSON. */
class ListingCanaryTest {

  private final List<String> lines = new ArrayList<>();

  private void print(Printable line) {
    lines.add(line.toString());
  }

  private void print(Exception e) {
    print(Printable.of(e.getMessage()));
    print(Printable.of(PrintableException.of(e).toString()));
  }

  @ParameterizedTest
  @CsvSource({"TABLE, 403", "JSON, 403", "TABLE, 200", "JSON, 200"})
  void areHarmless(ReportFormat format, int status) throws IOException {
    try (CanaryService service = new CanaryService(status);
        AzureBlobStore store =
            new AzureBlobStore(
                new AzureLocation(
                    service.url(), "acct", "layers", new AzureCredential.AccountKey("AAAA")),
                AzureOptions.forChecks())) {
      Parallel parallel = new Parallel(1);
      new UsageOutput(format, this::print)
          .print(
              DiskUsage.of(
                  InventoryReader.read(store, Layout.DEFAULT, parallel, StepListener.NONE)));
      new VerifyOutput(format, this::print)
          .print(
              new Verifier(store, Layout.DEFAULT, parallel, StepListener.NONE)
                  .verify(Sample.ALL, true));
      Pruner pruner = new Pruner(store, Layout.DEFAULT, parallel, StepListener.NONE);
      PrunePlan plan = pruner.plan(TestPolicy.UNNAMED_ONLY.all().policy());
      PruneOutput output = new PruneOutput(format, this::print);
      output.plan(plan);
      output.report(pruner.execute(plan));
      plan.inventory().unknown().forEach(it -> print(it.cause()));
      History history =
          new HistoryReader(store, Layout.DEFAULT, parallel, StepListener.NONE)
              .read(List.of(), List.of());
      history.unread().forEach(it -> print(it.cause()));
    }
    for (String canary : List.of("canary.manifest", "canary-manifest", "canary-line")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(canary)), canary + " in " + lines);
    }
    for (String line : lines) {
      assertFalse(line.contains("##"), line);
      assertFalse(line.strip().startsWith("::"), line);
      assertFalse(line.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*"), line);
    }
  }
}
