package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes plans from what a store holds, and executes them.
 *
 * <p>First old builds are taken out of their manifests, then blobs that no manifest names any more
 * are deleted. Interrupted at any point it leaves blobs that no manifest names, never a name
 * without its blob.
 *
 * <p>Accepted: BuildKit re-dates nothing. If its export finds a blob that is older than the grace
 * period and that no manifest names, and prune deletes it before the export writes its manifest,
 * that manifest names a deleted blob, until the next export.
 */
public final class Pruner {

  /** Enough to hide the way to the store and back, and what Azure takes in one request. */
  private static final int MOST_AT_ONCE = 256;

  private final BlobStore store;
  private final Layout layout;
  private final Parallel parallel;
  private final StepListener progress;

  /**
   * @param store not closed here
   * @param layout where its blobs and manifests are
   */
  public Pruner(BlobStore store, Layout layout, Parallel parallel, StepListener progress) {
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
   * stays. Failures are put into the report, and the rest is done.
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
    int total = victims.cardinality();
    int atOnce = Math.max(1, Math.min(MOST_AT_ONCE, total / parallel.threads()));
    parallel.forEach(
        new Groups(victims.stream().iterator(), atOnce),
        "Deleting blobs",
        group -> {
          List<BlobStat> seen = group.stream().map(blobs::stat).toList();
          List<Deletion> deletions = store.deleteAllIfUnchanged(seen);
          for (int i = 0; i < seen.size(); i++) {
            tally.deletion(seen.get(i), deletions.get(i));
          }
          progress.step("blobs deleted", done.addAndGet(seen.size()), total);
        });
  }

  /**
   * Numbers, some at a time.
   *
   * @param numbers all of them
   * @param atOnce how many there are in each group, but for the last
   */
  private record Groups(Iterator<Integer> numbers, int atOnce) implements Iterator<List<Integer>> {

    @Override
    public boolean hasNext() {
      return numbers.hasNext();
    }

    @Override
    public List<Integer> next() {
      List<Integer> group = new ArrayList<>(atOnce);
      do {
        group.add(numbers.next());
      } while (numbers.hasNext() && group.size() < atOnce);
      return group;
    }
  }
}
