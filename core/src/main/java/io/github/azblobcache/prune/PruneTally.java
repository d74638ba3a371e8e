package io.github.azblobcache.prune;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.Deletion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts while a plan is executed. For use by any thread. */
final class PruneTally {

  private static final int FAULTS_SHOWN = 100;

  private final List<String> faults = new ArrayList<>();
  private long retiredBuilds;
  private long rewrittenManifests;
  private long deletedManifests;
  private long deletedBlobs;
  private long deletedBytes;
  private long usedAgain;
  private long faultCount;

  synchronized void rewrote(int builds) {
    rewrittenManifests++;
    retiredBuilds += builds;
  }

  synchronized void deletedManifest(int builds) {
    deletedManifests++;
    retiredBuilds += builds;
  }

  synchronized void deletion(BlobStat blob, Deletion deletion) {
    if (deletion.isDeleted()) {
      deletedBlobs++;
      deletedBytes += blob.sizeBytes();
    } else if (deletion.fault().isPresent()) {
      fault(deletion.fault().get());
    } else {
      usedAgain++;
    }
  }

  synchronized void usedAgain(long blobs) {
    usedAgain += blobs;
  }

  synchronized void fault(IOException fault) {
    faultCount++;
    if (faults.size() < FAULTS_SHOWN) {
      faults.add(fault.getMessage());
    }
  }

  synchronized PruneReport report() {
    return new PruneReport(
        retiredBuilds,
        rewrittenManifests,
        deletedManifests,
        deletedBlobs,
        deletedBytes,
        usedAgain,
        faults,
        faultCount);
  }
}
