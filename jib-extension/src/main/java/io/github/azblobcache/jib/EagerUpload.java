package io.github.azblobcache.jib;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.report.LayerSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Begins to upload each layer as soon as Jib has it, if the cache lacks it, while Jib still builds
 * others, pushes, or writes the image; and once Jib has all of them, makes ready what else is
 * exported and reported. Jib does not report when it has built a layer, so the layer's selector is
 * looked for again and again (docs/behaviour.md, "extension calls").
 */
final class EagerUpload implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 25;

  private final ImageInProgress image;
  private final Path folder;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<ImageInProgress.Built> built = Optional.empty();

  private EagerUpload(ImageInProgress image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /** For an image of which nothing is uploaded ahead. */
  static EagerUpload nothing(ImageInProgress image, Path folder) {
    return new EagerUpload(image, folder);
  }

  /**
   * Begins to look for the layers that Jib has, or is about to build.
   *
   * @param folder where files that are to be exported may be written
   */
  static EagerUpload start(ImageInProgress image, Path folder) {
    EagerUpload uploads = new EagerUpload(image, folder);
    DaemonThreads.start("upload-ahead", uploads::look);
    return uploads;
  }

  private void look() {
    try {
      List<ImportedLayer> awaited = notFetched();
      while (!awaited.isEmpty() && !closed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        upload(awaited);
      }
      if (awaited.isEmpty() && !image.leavesLayers()) {
        Optional<LayerFile> lists = built().image().files();
        lists.ifPresent(image.cache()::uploadAhead);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | LinkageError e) {
      // The export itself will meet it, and say so.
      AzblobCacheExtension.LOG.debug("not all is uploaded ahead", e);
    }
  }

  // A fetched layer is in the cache that it came from, and exports know; so is one that was left in
  // the registry, of which there is no more here than its size.
  private List<ImportedLayer> notFetched() {
    List<ImportedLayer> layers = new ArrayList<>();
    for (ImportedLayer layer : image.layers()) {
      if (layer.source() != LayerSource.CACHE && layer.source() != LayerSource.IN_REGISTRY) {
        layers.add(layer);
      }
    }
    return layers;
  }

  private void upload(List<ImportedLayer> awaited) throws IOException {
    Iterator<ImportedLayer> layers = awaited.iterator();
    while (layers.hasNext()) {
      Optional<LayerFile> file = image.fileOf(layers.next());
      if (file.isPresent()) {
        image.cache().uploadAhead(file.get());
        layers.remove();
      }
    }
  }

  ImageInProgress image() {
    return image;
  }

  /** What Jib has built. The first call is to come when Jib has built all there is to build. */
  synchronized ImageInProgress.Built built() {
    if (built.isEmpty()) {
      built = Optional.of(image.built(folder));
    }
    return built.get();
  }

  /** Looks no more. What has begun continues. */
  @Override
  public void close() {
    closed.countDown();
  }
}
