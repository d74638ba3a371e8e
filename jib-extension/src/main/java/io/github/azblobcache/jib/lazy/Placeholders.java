package io.github.azblobcache.jib.lazy;

import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files in one run's cache that have a layer's size and nothing else, because Jib asks for no more
 * before it knows that a registry lacks the layer. When it is about to ask, the file is deleted. If
 * the registry lacks the layer, the layer itself is put there. For use by any thread.
 */
final class Placeholders implements JibRequests.Listener {

  private final JibCacheDirectory cache;
  private final CacheEvents events;
  private final Map<Digest, Placeholder> placeholders = new ConcurrentHashMap<>();

  private static final class Placeholder {
    private final Selector selector;
    private final LayerBytes bytes;
    private boolean isDeleted;
    private Optional<LayerBytes.Brought> brought = Optional.empty();

    Placeholder(Selector selector, LayerBytes bytes) {
      this.selector = selector;
      this.bytes = bytes;
    }
  }

  /**
   * @param cache that of one run of Jib
   */
  Placeholders(JibCacheDirectory cache, CacheEvents events) {
    this.cache = cache;
    this.events = events;
  }

  /**
   * Stands in for a layer.
   *
   * @param bytes brings the layer if it is needed after all
   * @return whether Jib finds it; false for a layer that an image has twice, because Jib reads its
   *     size twice
   */
  boolean put(Descriptor blob, DiffId diffId, Selector selector, LayerBytes bytes)
      throws IOException {
    if (placeholders.putIfAbsent(blob.digest(), new Placeholder(selector, bytes)) != null) {
      withdraw(blob.digest());
      return false;
    }
    Path folder = cache.newTemporaryFolder();
    try {
      Path file = folder.resolve("layer");
      try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
        empty.setLength(blob.sizeBytes());
      }
      return cache.admit(new LayerFile(blob, diffId, file), selector);
    } finally {
      JibCacheDirectory.deleteTree(folder);
    }
  }

  /** Puts the layer itself where something stands in for it. */
  void withdraw(Digest blob) {
    asking(blob);
    isLacking(blob);
  }

  /** What was brought in place of a layer; empty if it was left where it is. */
  Optional<LayerBytes.Brought> brought(Digest blob) {
    Placeholder placeholder = placeholders.get(blob);
    if (placeholder == null) {
      return Optional.empty();
    }
    synchronized (placeholder) {
      return placeholder.brought;
    }
  }

  @Override
  public void asking(Digest blob) {
    Placeholder placeholder = placeholders.get(blob);
    if (placeholder != null) {
      synchronized (placeholder) {
        if (!placeholder.isDeleted) {
          placeholder.isDeleted = delete(blob);
        }
      }
    }
  }

  @Override
  public void isLacking(Digest blob) {
    Placeholder placeholder = placeholders.get(blob);
    if (placeholder != null) {
      synchronized (placeholder) {
        if (placeholder.isDeleted && placeholder.brought.isEmpty()) {
          bring(blob, placeholder);
        }
      }
    }
  }

  /** Deletes what Jib has not asked for. */
  void deleteAll() {
    for (Digest blob : placeholders.keySet()) {
      asking(blob);
    }
  }

  private boolean delete(Digest blob) {
    try {
      JibCacheDirectory.deleteTree(cache.layerFolder(blob));
      return true;
    } catch (IOException e) {
      // What Jib then pushes has another digest, which the registry refuses.
      events.detail("The placeholder of " + blob + " can't be deleted: " + e);
      return false;
    }
  }

  private void bring(Digest blob, Placeholder placeholder) {
    events.detail("Needed after all: " + blob);
    try {
      Optional<LayerBytes.Brought> brought = placeholder.bytes.bring(blob);
      if (brought.isPresent() && cache.admit(brought.get().file(), placeholder.selector)) {
        placeholder.brought = brought;
        return;
      }
      events.warning(lost(blob, "no cache has it, and it can't be built as it was"));
    } catch (IOException | RuntimeException e) {
      events.warning(lost(blob, Reason.of(e)));
    }
  }

  private static String lost(Digest blob, String why) {
    return "The registry has lost the layer "
        + blob
        + " during the build, and it can't be pushed ("
        + why
        + "). Build again.";
  }
}
