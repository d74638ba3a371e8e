package io.github.azblobcache.api;

import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The layers of images in caches, which are described as buildx does it: {@code
 * type=azblob,account_url=https://acct.blob.core.windows.net,name=main}.
 *
 * <p>An import never fails: a layer that can't be had, whole and checked, is absent. An export
 * fails, unless its cache has {@code ignore-error=true}. Each blob is fetched once and uploaded
 * once, however often it is asked for. For use by any thread. After it was closed, each method but
 * {@link #close} throws an {@link IllegalStateException}.
 */
public final class ImageCache implements AutoCloseable {

  private final SessionCaches session;
  private final LayerCache cache;
  private volatile boolean isClosed;

  private ImageCache(SessionCaches session, LayerCache cache) {
    this.session = session;
    this.cache = cache;
  }

  /** A cache to be described. */
  public static ImageCacheBuilder builder() {
    return new ImageCacheBuilder();
  }

  static ImageCache open(SessionCaches session, LayerCache cache) {
    return new ImageCache(session, cache);
  }

  /**
   * Begins to fetch, in the background, the layers that the newest known build of an image had.
   *
   * @param image its name in the cache, for instance {@code com.acme:shop}
   */
  public void prefetch(String image) {
    requireOpen();
    requireName(image);
    cache.prefetch(image, layer -> false);
  }

  /**
   * Fetches a layer and checks its bytes: they hash to their digest, and inflated to this diffID.
   *
   * @return the layer in a file that is deleted when this cache is closed: link or copy it, and
   *     never change it. Empty if no cache has it
   */
  public Optional<LayerFile> fetch(DiffId diffId) {
    return fetch(diffId, WaitPolicy.NO_ALTERNATIVE);
  }

  /**
   * The same, and empty too if building the layer is sooner done than fetching it.
   *
   * @param buildTime how long it takes to build the layer
   */
  public Optional<LayerFile> fetch(DiffId diffId, Duration buildTime) {
    requireOpen();
    Optional<FetchedLayer> fetched = cache.fetch(diffId, buildTime);
    return fetched.isPresent() ? Optional.of(fetched.get().layer()) : Optional.empty();
  }

  /**
   * The diffIDs of the layers that the newest known build of an image had, from the bottom: as the
   * cache claims them. Waits for the manifests. Empty if no cache knows the image.
   */
  public List<DiffId> newestBuild(String image) {
    requireOpen();
    requireName(image);
    List<DiffId> layers = new ArrayList<>();
    for (CacheLayer layer : cache.newestBuild(image)) {
      layers.add(layer.diffId());
    }
    return layers;
  }

  /**
   * Exports an image's layers to every cache that is exported to: first the blobs that it lacks,
   * then the manifest that names them.
   *
   * @param image its name in the cache, for instance {@code com.acme:shop}
   * @param layers from the bottom; their digests and sizes are believed
   * @throws IOException if a file can't be read, or if a store fails and its cache has no {@code
   *     ignore-error=true}. Then the cause is a {@link
   *     io.github.azblobcache.store.errors.StoreException}, and the message says what to do
   * @throws IllegalArgumentException if the name is blank, or a layer is not gzip: no import would
   *     find it
   * @throws IllegalStateException if the cache is closed before all was exported
   */
  public ExportSummary export(String image, List<LayerFile> layers) throws IOException {
    requireOpen();
    requireName(image);
    layers.forEach(ImageCache::requireGzip);
    ExportReport report;
    try {
      report = cache.export(new BuiltImage(image, layers));
    } catch (IOException e) {
      if (isClosed) {
        throw closedMeanwhile(image, e);
      }
      throw e;
    }
    if (isClosed && report.failedCaches() > 0) {
      throw closedMeanwhile(image, null);
    }
    return new ExportSummary(
        report.uploadedLayers(), report.uploadedBytes(), report.failedCaches());
  }

  /** Ends the work in the background, and deletes the fetched files. */
  @Override
  public void close() {
    isClosed = true;
    session.close();
  }

  private static IllegalStateException closedMeanwhile(String image, @Nullable IOException cause) {
    return new IllegalStateException(
        "The cache was closed while it exported the layers of " + image + ".", cause);
  }

  private static void requireName(String image) {
    if (image == null || image.isBlank()) {
      throw new IllegalArgumentException(
          "The image has no name. Give it one, for instance com.acme:shop.");
    }
  }

  private static void requireGzip(LayerFile layer) {
    String type = layer.blob().mediaType();
    if (!MediaTypes.isGzipLayer(type)) {
      throw new IllegalArgumentException(
          "The layer "
              + layer.blob().digest()
              + " has the media type '"
              + type
              + "', and only gzip layers are found again. Compress it with gzip, and name it "
              + MediaTypes.OCI_LAYER_GZIP
              + ".");
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("The cache was closed. Open another one.");
    }
  }
}
