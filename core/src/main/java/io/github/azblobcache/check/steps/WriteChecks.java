package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StorePermissionException;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes a probe, writes it again, and deletes it. Who may not delete writes nothing: then a
 * request is made whose condition no blob meets, which is refused to nobody who may write.
 */
final class WriteChecks {

  private static final int PROBE_BYTES = 256 * 1024;

  private final CheckedCache cache;
  private final BlobStore store;
  private final ProbeBlob probe;
  private Optional<StorePermissionException> noDeletion = Optional.empty();
  private Optional<BlobStat> written = Optional.empty();
  private boolean isLeft;
  private long writeNanos;

  WriteChecks(CheckedCache cache, BlobStore store) {
    this.cache = cache;
    this.store = store;
    this.probe = ProbeBlob.ofSize(PROBE_BYTES, cache.layout());
  }

  Finding write() throws IOException {
    String right = Rights.WRITE.of(cache.location());
    try {
      store.deleteIfUnchanged(probe.unseen());
    } catch (StorePermissionException e) {
      noDeletion = Optional.of(e);
      store.replaceIfUnchanged(probe.key(), Optional.of(probe.unseen()), new byte[1]);
      return Finding.ok("allowed" + right + "; no probe is written where none can be deleted");
    }
    isLeft = true;
    written = store.replaceIfUnchanged(probe.key(), Optional.empty(), probe.bytes());
    // As an export does with a manifest: who may only create exports once
    long start = System.nanoTime();
    if (written.isPresent()) {
      written = store.replaceIfUnchanged(probe.key(), written, probe.bytes());
    }
    writeNanos = System.nanoTime() - start;
    return written.isPresent()
        ? Finding.ok("a probe was written and replaced" + right)
        : Finding.failed(
            "a probe that was written can't be replaced: " + probe.key(),
            "Look whether something else deletes or changes blobs of this container.");
  }

  /** How long it took to write the probe; nothing if they were not written. */
  Optional<Long> writeNanos() {
    return noDeletion.isEmpty() && writeNanos > 0 ? Optional.of(writeNanos) : Optional.empty();
  }

  Finding delete() throws IOException {
    String right = Rights.DELETE.of(cache.location());
    if (noDeletion.isPresent()) {
      return Finding.note(
          "not allowed"
              + right
              + ": builds export without it, but prune needs it, and an export that finds a damaged"
              + " blob",
          noDeletion.get().advice());
    }
    try {
      probe.delete(store, written);
    } catch (StoreException e) {
      return Finding.note(
          StepLog.withoutAdvice(e), (e.advice() + " prune deletes the probe later.").strip());
    }
    isLeft = false;
    return Finding.ok("the probe is deleted" + right);
  }

  /** Deletes what {@link #delete} has not. */
  void cleanUp() {
    if (isLeft) {
      try {
        probe.delete(store, written);
      } catch (IOException e) {
        // prune deletes it, as all that nothing names
      }
    }
  }
}
