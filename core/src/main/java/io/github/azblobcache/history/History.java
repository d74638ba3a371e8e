package io.github.azblobcache.history;

import io.github.azblobcache.inventory.UnreadManifest;
import java.time.Instant;
import java.util.List;

/**
 * The builds that a cache remembers.
 *
 * @param images those that were asked for, in the order of their names
 * @param others the names of the images that were not asked for
 * @param unread the manifests that could not be read, so that their builds are not known
 * @param takenAt when the look was taken, by the store's clock
 */
public record History(
    List<ImageBuilds> images, List<String> others, List<UnreadManifest> unread, Instant takenAt) {

  /** Copies the lists. */
  public History {
    images = List.copyOf(images);
    others = List.copyOf(others);
    unread = List.copyOf(unread);
  }
}
