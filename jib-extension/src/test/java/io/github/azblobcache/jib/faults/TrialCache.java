package io.github.azblobcache.jib.faults;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.github.azblobcache.inspect.Sample;
import io.github.azblobcache.inspect.Verifier;
import io.github.azblobcache.inspect.VerifyReport;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.jib.ImageRun;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cache of a trial's own, seen without a fault.
 *
 * @param location where it is
 * @param store opened, and closed here
 * @param folder for whatever a build writes
 * @param jibCache where Jib keeps its layers
 */
record TrialCache(StoreLocation location, BlobStore store, Path folder, Path jibCache)
    implements AutoCloseable {

  static final Layout LAYOUT = Layout.DEFAULT;
  static final ManifestName NAME = new ManifestName("main");

  static CacheDescription described(StoreLocation location) {
    return new CacheDescription(location, LAYOUT, List.of(NAME), CacheMode.MIN, false);
  }

  /** The caches of a build that imports from a place. */
  static CacheSettings from(StoreLocation location) {
    return new CacheSettings(List.of(described(location)), List.of(), false);
  }

  /** The caches of a build that exports to a place. */
  static CacheSettings to(StoreLocation location) {
    return new CacheSettings(List.of(), List.of(described(location)), false);
  }

  /** Builds and exports an image without a fault. */
  ImageRun.Outcome export(Image image) throws IOException {
    return new ImageRun(jibCache, Files.createTempDirectory(folder, "report"))
        .run(image.layers(), open(to(location)), CacheEvents.NONE, warning -> {}, () -> {});
  }

  /** How many layers of an image a build gets without a fault, if it waits for them. */
  int importable(Image image) throws IOException {
    int count = 0;
    SessionTars tars = new SessionTars();
    try (LayerCache cache = open(from(location))) {
      for (FileEntriesLayer layer : image.layers()) {
        DiffId diffId = tars.of(ImageRun.files(layer)).diffId();
        count += cache.fetch(diffId, WaitPolicy.NO_ALTERNATIVE).isPresent() ? 1 : 0;
      }
    }
    return count;
  }

  private LayerCache open(CacheSettings settings) {
    return new LayerCache(
        settings,
        any -> store,
        folder.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        CacheEvents.NONE);
  }

  /** Compares the cache with what it says of itself. */
  VerifyReport verify() throws IOException {
    return new Verifier(store, LAYOUT, new Parallel(2), StepListener.NONE)
        .verify(Sample.ALL, false);
  }

  /** What there is. */
  List<BlobStat> list() throws StoreException {
    try (Stream<BlobStat> blobs = store.list("")) {
      return blobs.toList();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
