package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.KnownBuild;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import io.github.azblobcache.transfer.shared.SeenBlobs;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Brings layers from the stores, checked, each at most once per session however many modules ask
 * for it.
 *
 * <p>Never throws, because every failure is a miss.
 */
public final class LayerImporter {

  private final List<CacheSource> sources;
  private final ManifestReads manifests;
  private final Session session;
  private final LayerDownloads downloads;

  /**
   * What all imports of a session share.
   *
   * @param patience how long to wait for a store
   * @param staging where layers are kept on their way
   * @param seen receives what was seen in the stores
   * @param trouble which stores have failed
   * @param threads fetch in the background
   * @param events receives what becomes of each layer
   */
  public record Session(
      WaitPolicy patience,
      Staging staging,
      SeenBlobs seen,
      SourceFailures trouble,
      Threads threads,
      CacheEvents events) {}

  /**
   * Where fetches run.
   *
   * @param needed begins at once what a build waits for
   * @param ahead begins, in their order, what a build is likely to need
   */
  public record Threads(Executor needed, Executor ahead) {}

  public LayerImporter(List<CacheSource> sources, Session session) {
    this.sources = List.copyOf(sources);
    this.session = session;
    this.downloads = new LayerDownloads(session);
    this.manifests =
        new ManifestReads(
            session.patience(), session.trouble(), session.threads().needed(), session.events());
  }

  /** What a manifest says; waits for it. */
  public CacheConfig config(CacheSource source) {
    return manifests.config(source);
  }

  /** Begins to read the manifests in the background. */
  public void start() {
    for (CacheSource source : sources) {
      manifests.start(source);
    }
  }

  /**
   * Begins to fetch, in the background, the layers that the newest known build of an image had, as
   * {@link #newestBuild} would say.
   *
   * @param present whether a layer is on this machine already
   */
  public void prefetch(String image, Predicate<CacheLayer> present) {
    prefetch(image, present, 0);
  }

  private void prefetch(String image, Predicate<CacheLayer> present, int first) {
    if (first < sources.size()) {
      CacheSource source = sources.get(first);
      Consumer<CacheConfig> then =
          config -> {
            List<CacheLayer> build = config.newestBuild(image);
            if (build.isEmpty()) {
              prefetch(image, present, first + 1);
            } else {
              prefetch(image, present, source, build);
            }
          };
      boolean isLast = first + 1 == sources.size();
      if (isLast) {
        manifests.whenRead(source, then);
      } else {
        manifests.whenReadInTime(source, then);
      }
    }
  }

  private void prefetch(
      String image, Predicate<CacheLayer> present, CacheSource source, List<CacheLayer> build) {
    Set<Digest> asked = new HashSet<>();
    for (CacheLayer layer : build) {
      if (asked.add(layer.blob().digest()) && !present.test(layer)) {
        downloads.ahead(source, layer, image);
      }
    }
  }

  /**
   * The layer with this diffID, from the first source that has it whole; waits for it as long as
   * that is sooner than building it.
   */
  public Optional<FetchedLayer> fetch(String image, DiffId diffId, Duration buildTime) {
    return first(image, config -> config.candidates(diffId), true, buildTime);
  }

  /**
   * Whether a layer of an image with so many bytes of files need not be looked for: whatever could
   * be it is on its way already, and comes later than the layer would be built.
   */
  public boolean isTooLate(String image, long fileBytes, Duration buildTime) {
    return downloads.areTooLate(image, fileBytes, buildTime);
  }

  /** Waits no more for what could be such a layer. */
  public void giveUp(String image, long fileBytes) {
    downloads.giveUp(image, fileBytes);
    session.events().detail("Gave up fetching: building " + fileBytes + " bytes is sooner");
  }

  /** The file lists of the newest known build of an image, likewise. */
  public Optional<FetchedLayer> fetchFiles(String image, Duration buildTime) {
    return first(image, config -> config.newestBuild(FileListsName.of(image)), false, buildTime);
  }

  private Optional<FetchedLayer> first(
      String image,
      Function<CacheConfig, List<CacheLayer>> wanted,
      boolean needsDiffId,
      Duration buildTime) {
    for (CacheSource source : sources) {
      for (CacheLayer layer : wanted.apply(manifests.config(source))) {
        LayerDownload download = downloads.needed(source, layer);
        Optional<FetchedLayer> fetched = await(image, download, buildTime);
        if (fetched.isEmpty()) {
          if (!download.isMiss()) {
            return fetched;
          }
        } else if (!needsDiffId || fetched.get().isDiffIdChecked()) {
          return fetched;
        }
        // A layer in zstd is no answer: its diffID is from a manifest, and has not been checked.
      }
    }
    return Optional.empty();
  }

  /**
   * The blob that is described, from the first store that has it whole, whether or not a manifest
   * there names it; waits for it as long as that is sooner than doing without.
   */
  public Optional<FetchedLayer> fetch(String image, CacheLayer described, Duration otherwise) {
    Set<LayerDownload> asked = new HashSet<>();
    for (CacheSource source : sources) {
      LayerDownload download = downloads.needed(source, described);
      // Manifests of several names are in one store.
      if (asked.add(download)) {
        Optional<FetchedLayer> fetched = await(image, download, otherwise);
        if (fetched.isPresent() || !download.isMiss()) {
          return fetched;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<FetchedLayer> await(String image, LayerDownload download, Duration otherwise) {
    Optional<FetchedLayer> fetched = download.await(image, session.patience(), otherwise);
    if (fetched.isEmpty() && !download.isMiss()) {
      Digest digest = download.layer().blob().digest();
      session.events().detail("Gave up fetching " + digest + ": doing without is sooner");
    }
    return fetched;
  }

  /**
   * The manifest of a source as this session read it first; empty if it could not be read in time.
   */
  public Optional<CacheSource.Loaded> loaded(CacheSource source) {
    return sources.contains(source) ? manifests.loaded(source) : Optional.empty();
  }

  /** Whether any manifest names any layer; waits for the manifests. */
  public boolean hasLayers() {
    for (CacheSource source : sources) {
      if (!manifests.config(source).layers().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether any manifest names a layer with this diffID; waits for the manifests. */
  public boolean names(DiffId diffId) {
    return sources.stream()
        .flatMap(source -> manifests.config(source).layers().stream())
        .anyMatch(layer -> layer.diffId().equals(diffId));
  }

  /**
   * The layers of the newest known build of an image, from the first source that knows the image.
   */
  public List<CacheLayer> newestBuild(String image) {
    for (CacheSource source : sources) {
      List<CacheLayer> build = manifests.config(source).newestBuild(image);
      if (!build.isEmpty()) {
        return build;
      }
    }
    return List.of();
  }

  /**
   * The builds of an image that the first source remembers that knows the image, newest first. Only
   * manifests that have been read count: waits for nothing.
   */
  public List<KnownBuild> builds(String image) {
    for (CacheSource source : sources) {
      if (manifests.isRead(source)) {
        List<KnownBuild> builds = manifests.config(source).builds(image);
        if (!builds.isEmpty()) {
          return builds;
        }
      }
    }
    return List.of();
  }

  /** Whether it is known already that no source knows an image; waits for nothing. */
  public boolean isUnknown(String image) {
    for (CacheSource source : sources) {
      if (!manifests.isRead(source) || !manifests.config(source).newestBuild(image).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Warns of the damage that was found, once for each cache. */
  public void reportDamage() {
    session.trouble().reportDamage();
  }

  /** Ends all fetches. */
  public void close() {
    downloads.close();
  }
}
