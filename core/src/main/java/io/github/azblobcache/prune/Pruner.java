package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.inventory.Progress;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreInterruptedException;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes plans from what a store holds, and executes them.
 *
 * <p>Old builds go out of their manifests first, then the blobs that are not named any more.
 * Interrupted at any point it leaves blobs that nothing names, never a name that leads nowhere.
 *
 * <p>Accepted: BuildKit re-dates nothing. If its export finds a blob that is older than the grace
 * period and that no manifest names, and prune deletes it before the export writes its manifest,
 * that manifest names a blob that is gone, until the next export.
 */
public final class Pruner {

  private final BlobStore store;
  private final Layout layout;
  private final Parallel parallel;
  private final Progress progress;

  /**
   * @param store not closed here
   * @param layout where its blobs and manifests stand
   */
  public Pruner(BlobStore store, Layout layout, Parallel parallel, Progress progress) {
    this.store = store;
    this.layout = layout;
    this.parallel = parallel;
    this.progress = progress;
  }

  /**
   * Looks at the store and decides; changes nothing.
   *
   * @throws IOException if the blobs or the manifests can't be listed
   */
  public PrunePlan plan(PrunePolicy policy) throws IOException {
    return PrunePlan.of(InventoryReader.read(store, layout, parallel, progress), policy);
  }

  /**
   * Does what the plan says, as far as it is still right: what builds have begun to use since
   * stays. What fails is put down in the report, and the rest goes on.
   *
   * @throws StoreInterruptedException if the thread is interrupted
   */
  public PruneReport execute(PrunePlan plan) throws IOException {
    PruneTally tally = new PruneTally();
    ManifestPruning manifests = new ManifestPruning(store, plan, tally);
    parallel.forEach(
        plan.changes().iterator(),
        "Taking old builds out of manifests",
        change -> manifests.change(change.manifest()));
    BitSet victims = plan.victims();
    BitSet spared = manifests.spared();
    spared.and(victims);
    tally.usedAgain(spared.cardinality());
    victims.andNot(spared);
    delete(victims, plan.inventory().blobs(), tally);
    return tally.report();
  }

  private void delete(BitSet victims, BlobTable blobs, PruneTally tally) throws IOException {
    AtomicLong done = new AtomicLong();
    long total = victims.cardinality();
    parallel.forEach(
        victims.stream().iterator(),
        "Deleting blobs",
        blob -> {
          delete(blob, blobs, tally);
          progress.step("blobs deleted", done.incrementAndGet(), total);
        });
  }

  private void delete(int blob, BlobTable blobs, PruneTally tally)
      throws StoreInterruptedException {
    try {
      if (store.deleteIfUnchanged(blobs.stat(blob))) {
        tally.deletedBlob(blobs.sizeBytes(blob));
      } else {
        tally.usedAgain(1);
      }
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (StoreException e) {
      tally.fault(e);
    }
  }
}
