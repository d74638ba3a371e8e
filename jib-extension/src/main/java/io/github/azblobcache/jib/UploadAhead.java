package io.github.azblobcache.jib;

import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.transfer.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Begins to upload each layer as soon as Jib has it, if the cache lacks it, while Jib still builds
 * others, pushes, or writes the image. Jib tells nobody when it has built a layer, so the layer's
 * selector is looked for again and again.
 */
final class UploadAhead implements AutoCloseable {

  /** Uploads nothing. */
  static final UploadAhead NONE = new UploadAhead();

  private static final long LOOK_AGAIN_MILLIS = 25;

  private final CountDownLatch closed = new CountDownLatch(1);

  private UploadAhead() {}

  /** Begins to look for the layers that Jib has, or is about to build. */
  static UploadAhead start(ImageInProgress image) {
    List<ImportedLayer> awaited = new ArrayList<>();
    for (ImportedLayer layer : image.layers()) {
      // A fetched layer is in the cache that it came from, and exports know.
      if (layer.source() != LayerSource.REMOTE) {
        awaited.add(layer);
      }
    }
    if (awaited.isEmpty()) {
      return NONE;
    }
    UploadAhead uploads = new UploadAhead();
    Thread thread = new Thread(() -> uploads.look(image, awaited), "azblob-cache-upload-ahead");
    thread.setDaemon(true);
    thread.start();
    return uploads;
  }

  private void look(ImageInProgress image, List<ImportedLayer> awaited) {
    try {
      while (!awaited.isEmpty() && !closed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        Iterator<ImportedLayer> layers = awaited.iterator();
        while (layers.hasNext()) {
          Optional<LayerFile> file = image.fileOf(layers.next());
          if (file.isPresent()) {
            image.cache().uploadAhead(file.get());
            layers.remove();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The export itself will meet it, and say so.
    }
  }

  /** Looks no more. What has begun goes on. */
  @Override
  public void close() {
    closed.countDown();
  }
}
