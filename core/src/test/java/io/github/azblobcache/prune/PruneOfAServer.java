package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import java.net.URI;
import java.time.Duration;

/** A prune in a JVM of its own, whose heap somebody else sets. Prints its figures. */
final class PruneOfAServer {

  private PruneOfAServer() {}

  /**
   * @param arguments the account's URL
   */
  public static void main(String[] arguments) throws Exception {
    AzureLocation location =
        new AzureLocation(
            URI.create(arguments[0]), "acct", "layers", new AzureCredential.AccountKey("bm9uZQ=="));
    try (AzureBlobStore store = new AzureBlobStore(location, AzureOptions.forGoals())) {
      Pruner pruner = new Pruner(store, Layout.DEFAULT, Parallel.USUAL, StepListener.NONE);
      long start = System.nanoTime();
      PrunePlan plan = pruner.plan(TestPolicy.UNNAMED_ONLY.unusedFor(Duration.ofDays(30)).policy());
      long planned = System.nanoTime();
      PruneReport report = pruner.execute(plan);
      long executed = System.nanoTime();
      System.out.printf(
          "Over HTTP, with a heap of %d MiB at the most: planned in %.1f s, executed in %.1f s;"
              + " %s%n",
          Runtime.getRuntime().maxMemory() >> 20,
          (planned - start) / 1e9,
          (executed - planned) / 1e9,
          report.summary());
      report.faults().stream().limit(1).forEach(System.out::println);
    }
  }
}
