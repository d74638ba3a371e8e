package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.errors.StoreInterruptedException;

/** Checks what a store allows, and how fast it is. */
final class ContentChecks {

  private final StepLog log;
  private final ReadChecks reads;
  private final WriteChecks writes;
  private final SpeedChecks speed;

  ContentChecks(CheckedCache cache, BlobStore store, StepLog log) {
    this.log = log;
    this.reads = new ReadChecks(cache, store);
    this.writes = new WriteChecks(cache, store);
    this.speed = new SpeedChecks(cache, store);
  }

  /** Takes the steps, each of which reports something of its own. Afterwards no probe is left. */
  void run() throws StoreInterruptedException {
    try {
      boolean reads = log.take(Step.READ, this.reads::read);
      log.take(Step.WRITE, writes::write);
      log.take(Step.DELETE, writes::delete);
      if (reads
          && log.take(Step.SPEED, () -> speed.measure(writes.writeNanos(), this.reads.largest()))) {
        log.take(Step.HITS, speed::hits);
      }
      // Last, because it is what takes longest: it loads the Azure SDK
      log.take(Step.LIST, this.reads::list);
    } finally {
      writes.cleanUp();
    }
  }
}
