package io.github.azblobcache.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.Layout;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A synthetic container that is listed and read as a stream: each layer and each manifest is made
 * when it is asked for. Prints its figures.
 *
 * <p>A part of the full size; all of it with {@code -Dscale.blobs=1000000 -Dscale.manifests=5000}.
 */
class PruneScaleTest {

  private static final int BLOBS = Integer.getInteger("scale.blobs", 100_000);
  private static final int SERVED_BLOBS = Integer.getInteger("scale.blobs", 20_000);
  private static final int SERVED_MANIFESTS = Integer.getInteger("scale.manifests", 100);
  private static final String HEAP = "192m";
  private static final int MANIFESTS = Integer.getInteger("scale.manifests", 500);

  @Test
  void aPlanNeedsLittleMemory() throws Exception {
    SyntheticStore store = new SyntheticStore(BLOBS, MANIFESTS, PruneFixture.NOW);
    long before = usedBytes();
    long start = System.nanoTime();
    Inventory inventory =
        InventoryReader.read(store, Layout.DEFAULT, new Parallel(2), StepListener.NONE);
    long read = System.nanoTime();
    long heldBytes = usedBytes() - before;
    PrunePolicy policy =
        TestPolicy.UNNAMED_ONLY
            .unusedFor(Duration.ofDays(30))
            .maxUsedBytes(inventory.blobs().totalBytes() / 2)
            .policy();
    PrunePlan plan = PrunePlan.of(inventory, policy);
    long planned = System.nanoTime();
    long planBytes = usedBytes() - before - heldBytes;
    PruneReport report =
        new Pruner(store, Layout.DEFAULT, Parallel.USUAL, StepListener.NONE).execute(plan);
    long executed = System.nanoTime();
    System.out.printf(
        "%d blobs, %d manifests: listed and read in %.1f s, planned in %.1f s, executed in %.1f s;"
            + " the inventory holds %.1f MB, the plan %.1f MB; %s%n",
        BLOBS,
        MANIFESTS,
        (read - start) / 1e9,
        (planned - read) / 1e9,
        (executed - planned) / 1e9,
        heldBytes / 1e6,
        planBytes / 1e6,
        report.summary());
    assertEquals(plan.victimCount(), report.deletedBlobs());
    assertTrue(plan.victimCount() > BLOBS / 4);
    assertTrue(heldBytes < 150L * BLOBS, heldBytes + " bytes are held");
  }

  /** The layers of a manifest's two oldest builds are not named any more, nor is every other. */
  private static long unnamed() {
    long namedPerBuild = SERVED_BLOBS / 2 / SERVED_MANIFESTS / SyntheticStore.BUILDS;
    return SERVED_BLOBS - 3 * namedPerBuild * SERVED_MANIFESTS;
  }

  @Test
  void overHttpASmallHeapWillDo() throws Exception {
    SyntheticStore store =
        new SyntheticStore(SERVED_BLOBS, SERVED_MANIFESTS, Clock.systemUTC().instant());
    try (SyntheticServer server = new SyntheticServer(store)) {
      Process process =
          ChildJvm.start(
              List.of("-Xmx" + HEAP), Map.of(), PruneOfAServer.class, server.url().toString());
      ChildJvm.Result result = ChildJvm.await(process);
      System.out.println(result.output().strip() + "; " + server.requests() + " requests");
      assertEquals(0, result.exitCode());
      assertTrue(result.output().contains(" and " + unnamed() + " blobs ("));
      assertTrue(result.output().contains(", 0 in use again, 0 failed"));
      assertEquals(unnamed(), server.deletions());
      long pages = SERVED_BLOBS / 5000 + 2;
      long ofManifests = 3L * SERVED_MANIFESTS + SERVED_MANIFESTS / 5000 + 2;
      long batches = unnamed() / Math.min(256, unnamed() / Parallel.USUAL.threads()) + 1;
      assertTrue(server.requests() <= pages + ofManifests + batches, "Not paged, or not batched");
    }
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
