package io.github.azblobcache.transfer.export;

import io.github.azblobcache.concurrent.IoFutures;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.shared.AbsentLayers;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import io.github.azblobcache.transfer.shared.SeenBlobs;
import io.github.azblobcache.transfer.shared.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Gives the layers of built images to every cache that wants them: blobs first, the manifest that
 * names them last.
 */
public final class LayerExporter {

  /**
   * One cache to export to.
   *
   * @param description what the user configured
   * @param store the opened store, not closed here
   */
  public record Target(CacheDescription description, BlobStore store) {

    Target patient() {
      return new Target(description, store.patient());
    }
  }

  private final List<Target> targets;
  private final BlobUploads uploads;
  private final ManifestUpdates manifests;
  private final Executor executor;
  private final CacheEvents events;
  private final Set<StoreLocation> down = ConcurrentHashMap.newKeySet();
  private final Set<CacheDescription> warned = ConcurrentHashMap.newKeySet();

  /**
   * What an exporter shares with the rest of its session.
   *
   * @param seen what imports have found out about blobs
   * @param loaded the manifest of a source as this session has read it already, or empty
   * @param absent brings a layer that was left in a registry
   * @param grace how young a blob has to be that is reused as it is
   * @param executor for what is done in the background
   * @param events receives what is done
   */
  public record Session(
      SeenBlobs seen,
      Function<CacheSource, Optional<CacheSource.Loaded>> loaded,
      AbsentLayers absent,
      GracePeriod grace,
      Executor executor,
      CacheEvents events) {}

  public LayerExporter(List<Target> targets, Session session) {
    this.targets = List.copyOf(targets);
    this.events = session.events();
    this.uploads = new BlobUploads(session);
    this.manifests = new ManifestUpdates(session.loaded(), session.grace(), events);
    this.executor = session.executor();
  }

  /** Whether there is any target. */
  public boolean exports() {
    return !targets.isEmpty();
  }

  /** Whether there is any target that is wanted. */
  public boolean exports(Predicate<CacheDescription> wanted) {
    return !targets(wanted).isEmpty();
  }

  private List<Target> targets(Predicate<CacheDescription> wanted) {
    List<Target> chosen = new ArrayList<>();
    for (Target target : targets) {
      if (wanted.test(target.description())) {
        chosen.add(target);
      }
    }
    return chosen;
  }

  /**
   * Exports one image to every target.
   *
   * @throws IOException if a target fails and has no {@code ignore-error=true}; the other targets
   *     have been served all the same
   */
  public ExportReport export(BuiltImage image) throws IOException {
    return export(image, targets);
  }

  /** The same, to every target that is wanted. */
  public ExportReport export(BuiltImage image, Predicate<CacheDescription> wanted)
      throws IOException {
    return export(image, targets(wanted));
  }

  private ExportReport export(BuiltImage image, List<Target> chosen) throws IOException {
    if (image.layers().isEmpty()) {
      return ExportReport.NOTHING;
    }
    ExportReport report = ExportReport.NOTHING;
    IOException failure = null;
    for (Target target : chosen) {
      try {
        // Where it was waited for in vain, the next image of the session waits no minute again.
        boolean isDown = down.contains(target.description().location());
        report = report.plus(exportTo(isDown ? target : target.patient(), image));
      } catch (IOException | RuntimeException cause) {
        IOException e = asIOException(target, cause);
        if (e instanceof StoreException failed && failed.isTransient()) {
          down.add(target.description().location());
        }
        if (target.description().ignoreError()) {
          reportIgnored(image, target.description(), e);
          report = report.plus(new ExportReport(0, 0, 1));
        } else if (failure == null) {
          failure = e;
        } else if (failure != e) {
          // Often it is the very same one: a store keeps the failure of a login for a while.
          failure.addSuppressed(e);
          events.warning("Another export of " + image.name() + " failed: " + e.getMessage());
        }
      }
    }
    if (failure != null) {
      throw new IOException(
          "Exporting the layers of "
              + image.name()
              + " failed: "
              + failure.getMessage()
              + " (With ignore-error=true in the cache's description this would be a warning.)",
          failure);
    }
    return report;
  }

  // An unexpected failure fails this cache's export too, and no other's.
  private static IOException asIOException(Target target, Exception cause) {
    return cause instanceof IOException e
        ? e
        : new IOException(
            "Exporting to " + target.description().location() + " failed: " + cause, cause);
  }

  // One warning for a cache, however many images there are.
  private void reportIgnored(BuiltImage image, CacheDescription cache, IOException e) {
    String message =
        "Not exporting the layers of "
            + image.name()
            + ", as ignore-error=true allows: "
            + e.getMessage();
    if (warned.add(cache)) {
      events.warning(message);
    } else {
      events.detail(message);
    }
  }

  /** Begins to upload a layer in the background, ahead of the export of its image. */
  public void uploadAhead(LayerFile layer) {
    for (Target target : targets) {
      executor.execute(() -> uploads.ensureAhead(target, layer));
    }
  }

  /** When a layer was uploaded in this session, to the first store; empty if it was not. */
  public Optional<Span> uploaded(Digest layer) {
    return uploads.uploaded(layer);
  }

  private ExportReport exportTo(Target target, BuiltImage image) throws IOException {
    AtomicBoolean hasFailed = new AtomicBoolean();
    List<CompletableFuture<ExportReport>> blobs = new ArrayList<>();
    for (LayerFile blob : image.blobs()) {
      blobs.add(IoFutures.supply(() -> upload(target, blob, hasFailed), executor));
    }
    List<ExportReport> uploaded = IoFutures.allOrFirstFailure(blobs);
    ExportReport report = ExportReport.NOTHING;
    // The file lists are not a layer, and no build asked for them.
    for (ExportReport layer : uploaded.subList(0, image.layers().size())) {
      report = report.plus(layer);
    }
    for (CacheSource source : Sources.of(target.description(), target.store())) {
      manifests.add(source, image);
    }
    return report;
  }

  // After a failure the export is over: what has not begun would only fail as well, and as slowly.
  private ExportReport upload(Target target, LayerFile blob, AtomicBoolean hasFailed)
      throws IOException {
    if (hasFailed.get()) {
      return ExportReport.NOTHING;
    }
    try {
      return uploads.ensure(target, blob);
    } catch (IOException | RuntimeException | Error e) {
      hasFailed.set(true);
      throw e;
    }
  }
}
