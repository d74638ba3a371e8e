package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads whole blobs: small ones with one request, large ones in ranges, several at once.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/storage/blobs/storage-performance-checklist#parallelism">Azure
 *     Storage, performance checklist</a>
 */
public final class RangedReads {

  /** 40 MB/s and less. */
  private static final Duration SLOW = Duration.ofMillis(200);

  private final BlobClient blobs;
  private final RangeWorkers workers;

  public RangedReads(BlobClient blobs, RangeWorkers workers) {
    this.blobs = blobs;
    this.workers = workers;
  }

  /** Opens a whole blob; empty if there is none. */
  public Optional<BlobContent> open(String operation, BlobKey key) throws IOException {
    Optional<BlobContent> first =
        blobs.open(operation, key, new ByteRange(0, workers.rangeBytes()));
    return first.map(
        it -> it.stat().sizeBytes() <= workers.rangeBytes() ? it : whole(operation, it));
  }

  private BlobContent whole(String operation, BlobContent first) {
    RangedBody.Ranges ranges = range -> blobs.reopen(operation, first.stat(), range);
    return new BlobContent(
        first.stat(), new RangedBody(operation, first, ranges, workers, SLOW, System::nanoTime));
  }
}
