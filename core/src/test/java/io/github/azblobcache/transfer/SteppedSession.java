package io.github.azblobcache.transfer;

import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.export.GracePeriod;
import io.github.azblobcache.transfer.export.LayerExporter;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.LayerImporter;
import io.github.azblobcache.transfer.fetch.SourceFailures;
import io.github.azblobcache.transfer.fetch.Staging;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import io.github.azblobcache.transfer.shared.SeenBlobs;
import io.github.azblobcache.transfer.shared.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What a {@link LayerCache} is made of, all on the calling thread: so a test can decide between any
 * two calls of the store who goes on.
 */
public final class SteppedSession implements AutoCloseable {

  private final Staging staging;
  private final LayerImporter importer;
  private final LayerExporter exporter;

  public SteppedSession(CacheDescription cache, BlobStore store, Path folder) {
    this(cache, store, folder, GracePeriod.DEFAULT);
  }

  public SteppedSession(CacheDescription cache, BlobStore store, Path folder, GracePeriod grace) {
    Executor calling = Runnable::run;
    SeenBlobs seen = new SeenBlobs();
    List<CacheSource> sources = Sources.of(cache, store);
    this.staging = new Staging(folder);
    this.importer =
        new LayerImporter(
            sources,
            new LayerImporter.Session(
                new WaitPolicy(Duration.ofMinutes(1)),
                staging,
                seen,
                new SourceFailures(Set.of(), CacheEvents.NONE),
                new LayerImporter.Threads(calling, calling),
                CacheEvents.NONE));
    this.exporter =
        new LayerExporter(
            List.of(new LayerExporter.Target(cache, store)),
            new LayerExporter.Session(
                seen,
                importer::loaded,
                digest -> Optional.empty(),
                grace,
                calling,
                CacheEvents.NONE));
  }

  /** Fetches the newest build of an image, at once. */
  void prefetch(String image) {
    importer.prefetch(image, known -> false);
  }

  public Optional<Path> fetch(DiffId diffId) {
    return importer.fetch("", diffId, WaitPolicy.NO_ALTERNATIVE).map(FetchedLayer::file);
  }

  public ExportReport export(BuiltImage image) throws IOException {
    return exporter.export(image, cache -> true);
  }

  public void uploadAhead(LayerFile layer) {
    exporter.uploadAhead(layer);
  }

  @Override
  public void close() {
    staging.close();
  }
}
