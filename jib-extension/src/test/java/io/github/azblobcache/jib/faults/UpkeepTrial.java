package io.github.azblobcache.jib.faults;

import io.github.azblobcache.inspect.DiskUsage;
import io.github.azblobcache.inspect.Sample;
import io.github.azblobcache.inspect.UsageRow;
import io.github.azblobcache.inspect.Verifier;
import io.github.azblobcache.inspect.VerifyReport;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.PrunePlan;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.prune.PruneReport;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.prune.TestPolicy;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What the goals make of a fault: du and verify, and prune, which takes a build out. */
final class UpkeepTrial extends Trial {

  static final List<String> COLUMNS =
      List.of("`du`", "`verify`", "`prune`", "Lost", "Waits", "Prints");
  private static final PrunePolicy POLICY = TestPolicy.UNNAMED_ONLY.keep(1).policy();

  private interface Goal {
    String run(BlobStore store) throws IOException;
  }

  UpkeepTrial(World world, Scenery scenery, Path folder) throws IOException {
    super(world, scenery, folder);
  }

  @Override
  List<String> run(TrialCache cache) throws IOException {
    if (scenery.reaction().kind() == Reaction.Kind.CRAWLS) {
      return List.of("not tried", "not tried", "not tried", "nothing", "as long as it takes", "");
    }
    cache.export(world.next());
    List<String> cells = new ArrayList<>();
    boolean isLost;
    try (Scenery.Scene scene = scenery.begin(cache, world.next())) {
      int importable = cache.importable(world.next());
      for (Goal goal : List.<Goal>of(this::diskUsage, this::verify, this::prune)) {
        cells.add(outcome(goal, scene));
      }
      isLost = cache.importable(world.next()) < importable;
      cells.add(isLost ? "**layers**" : "nothing");
      cells.add(scene.waits(Waits.UPKEEP));
    }
    cells.add(printed(cache));
    return cells;
  }

  private String outcome(Goal goal, Scenery.Scene scene) throws IOException {
    try (BlobStore store = scene.open(Waits.UPKEEP)) {
      return goal.run(store);
    } catch (IOException | RuntimeException e) {
      printed.add(String.valueOf(e.getMessage()));
      return "fails";
    }
  }

  private String diskUsage(BlobStore store) throws IOException {
    Inventory inventory =
        InventoryReader.read(store, TrialCache.LAYOUT, Parallel.USUAL, StepListener.NONE);
    inventory.unknown().forEach(it -> printed.add(it.cause().getMessage()));
    DiskUsage usage = DiskUsage.of(inventory);
    AtomicReference<Long> bytes = new AtomicReference<>(0L);
    usage.rows().map(UsageRow::sizeBytes).forEach(size -> bytes.updateAndGet(it -> it + size));
    if (bytes.get() != usage.totalBytes()) {
      return "**wrong sum**";
    }
    return inventory.unknown().isEmpty() ? "passes" : "passes with a warning";
  }

  private String verify(BlobStore store) throws IOException {
    VerifyReport report =
        new Verifier(store, TrialCache.LAYOUT, Parallel.USUAL, StepListener.NONE)
            .verify(Sample.ALL, false);
    if (!report.faults().isEmpty()) {
      printed.add(report.faults().get(0));
      return "fails";
    }
    report.damage().forEach(it -> printed.add(it.message()));
    return report.damage().isEmpty() ? "passes" : "finds damage";
  }

  private String prune(BlobStore store) throws IOException {
    Pruner pruner = new Pruner(store, TrialCache.LAYOUT, Parallel.USUAL, StepListener.NONE);
    PrunePlan plan = pruner.plan(POLICY);
    PruneReport report = pruner.execute(plan);
    if (report.faultCount() > 0) {
      printed.add(report.faults().get(0));
      return "fails";
    }
    if (plan.isStopped()) {
      printed.add(plan.inventory().unknown().get(0).cause().getMessage());
      return "deletes nothing, fails";
    }
    return "passes";
  }
}
