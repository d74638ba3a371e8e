package io.github.azblobcache.inventory;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.Layout;
import java.time.Instant;
import java.util.List;

/**
 * What a store holds under one layout.
 *
 * <p>The manifests were listed and read after the last blob was listed. So everything that a
 * manifest names all the while is seen to be named.
 *
 * @param layout where blobs and manifests are
 * @param blobs all blobs, as the listing found them
 * @param manifests all manifests that could be read, in the order of their keys
 * @param unread the manifests that could not be read
 * @param strangers the first keys below the blobs' root that are not digests
 * @param strangerCount how many of those there are
 * @param takenAt between listing the blobs and reading the manifests, by the store's clock
 */
public record Inventory(
    Layout layout,
    BlobTable blobs,
    List<ManifestOutline> manifests,
    List<UnreadManifest> unread,
    List<BlobKey> strangers,
    long strangerCount,
    Instant takenAt) {

  /** Copies the lists. */
  public Inventory {
    manifests = List.copyOf(manifests);
    unread = List.copyOf(unread);
    strangers = List.copyOf(strangers);
  }

  /** The manifests that could not be read, so that they could name every blob. */
  public List<UnreadManifest> unknown() {
    return unread.stream().filter(manifest -> !manifest.isEmpty()).toList();
  }
}
