package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Measures how long a store takes, and what that means for builds. */
final class SpeedChecks {

  private static final int REQUESTS = 5;
  private static final int PROBE_BYTES = 4 << 20;
  private static final int SMALL_PROBE_BYTES = 256 * 1024;
  private static final long QUICK_NANOS = 300_000_000;
  private static final long READ_NANOS = 2_000_000_000;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CheckedCache cache;
  private final BlobStore store;
  private long answerNanos;
  private long readBytesPerSecond;

  SpeedChecks(CheckedCache cache, BlobStore store) {
    this.cache = cache;
    this.store = store;
  }

  /**
   * Measures by a probe that is written and deleted, where that works, else by a layer.
   *
   * @param writeNanos how long a small probe took; empty if none may be written
   * @param layer the largest one
   */
  Finding measure(Optional<Long> writeNanos, Optional<CacheLayer> layer) throws IOException {
    answerNanos = answerNanos();
    String answer = "an answer takes " + millis(answerNanos);
    if (writeNanos.isPresent()) {
      boolean isQuick = writeNanos.get() < QUICK_NANOS;
      return Finding.ok(answer + byProbe(isQuick ? PROBE_BYTES : SMALL_PROBE_BYTES));
    }
    if (layer.isEmpty()) {
      return Finding.ok(answer + "; there is no layer yet to measure the transfer rate with");
    }
    return Finding.ok(answer + byReading(cache.layout().blob(layer.get().blob().digest())));
  }

  // The middle one of several: the first waits for a connection
  private long answerNanos() throws IOException {
    BlobKey key = cache.layout().manifest(cache.names().iterator().next().value());
    long[] nanos = new long[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long start = System.nanoTime();
      look(key);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[REQUESTS / 2];
  }

  private void look(BlobKey key) throws IOException {
    try {
      store.stat(key);
    } catch (StoreMissingException e) {
      // An answer as any other
    }
  }

  private String byProbe(int sizeBytes) throws IOException {
    ProbeBlob probe = ProbeBlob.ofSize(sizeBytes, cache.layout());
    Optional<BlobStat> written = Optional.empty();
    try {
      long start = System.nanoTime();
      written = store.replaceIfUnchanged(probe.key(), Optional.empty(), probe.bytes());
      long writing = rate(sizeBytes, System.nanoTime() - start);
      return byReading(probe.key()) + ", writing " + Bytes.human(writing) + "/s";
    } finally {
      probe.delete(store, written);
    }
  }

  private String byReading(BlobKey key) throws IOException {
    long start = System.nanoTime();
    long bytes = 0;
    Optional<BlobContent> found = store.open(key, new ByteRange(0, PROBE_BYTES));
    if (found.isEmpty()) {
      return "; the largest layer, " + key + ", is not there";
    }
    try (BlobContent content = found.get()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int read = content.body().read(buffer);
      while (read >= 0 && System.nanoTime() - start < READ_NANOS) {
        bytes += read;
        read = content.body().read(buffer);
      }
    }
    readBytesPerSecond = rate(bytes, System.nanoTime() - start);
    return "; one connection reads "
        + Bytes.human(readBytesPerSecond)
        + "/s ("
        + Bytes.human(bytes)
        + ")";
  }

  private static long rate(long bytes, long nanos) {
    return (long) (bytes * 1e9 / Math.max(1, nanos));
  }

  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return millis < 10 ? String.format(Locale.ROOT, "%.1f ms", millis) : Math.round(millis) + " ms";
  }

  /** What the measured speed means. */
  Finding hits() {
    if (readBytesPerSecond == 0) {
      return Finding.note(
          "not known before there is a layer to read", "Check again after an export.");
    }
    OptionalLong size = WaitPolicy.paysFrom(Duration.ofNanos(answerNanos), readBytesPerSecond);
    return size.isPresent()
        ? Finding.ok(
            "a layer of "
                + Bytes.human(size.getAsLong())
                + " or more comes sooner than Jib would build it")
        : Finding.note(
            "Jib builds a layer in less time than one connection needs to fetch it; it pays as far"
                + " as it is fetched while Maven compiles and tests",
            "On a slow network, put the account into the region where the builds are.");
  }
}
