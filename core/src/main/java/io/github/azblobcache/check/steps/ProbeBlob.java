package io.github.azblobcache.check.steps;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * A unique blob: random bytes, under the name of their digest. No manifest names it, so no build
 * reads it, and prune deletes it should it be left behind.
 */
record ProbeBlob(BlobKey key, byte[] bytes) {

  static ProbeBlob ofSize(int sizeBytes, Layout layout) {
    byte[] bytes = new byte[sizeBytes];
    new Random().nextBytes(bytes);
    return new ProbeBlob(layout.blob(Digest.of(bytes)), bytes);
  }

  /** What this blob would be if somebody had seen it; nobody has, and no blob is the one. */
  BlobStat unseen() {
    return new BlobStat(key, 0, Instant.EPOCH, "0x0");
  }

  /**
   * Deletes the blob, if it is there.
   *
   * @param written what the store said when it was written; empty if its answer was lost
   */
  void delete(BlobStore store, Optional<BlobStat> written) throws IOException {
    if (written.isPresent() && store.deleteIfUnchanged(written.get())) {
      return;
    }
    Optional<BlobStat> there = store.stat(key);
    if (there.isPresent()) {
      store.deleteIfUnchanged(there.get());
    }
  }
}
