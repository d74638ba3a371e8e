package io.github.azblobcache.inventory;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at everything that a store holds under one layout.
 *
 * <p>The order is what makes pruning safe: first all blobs, then the list of manifests, then each
 * manifest. A manifest that can't be read is put down as such; a listing that fails is an
 * exception.
 */
public final class InventoryReader {

  private static final int STRANGERS_SHOWN = 100;

  private final BlobStore store;
  private final Layout layout;
  private final Parallel parallel;
  private final StepListener progress;
  private final List<BlobKey> strangers = new ArrayList<>();
  private final List<ManifestOutline> manifests = new ArrayList<>();
  private final List<UnreadManifest> unread = new ArrayList<>();
  private final BlobTable blobs;
  private long strangerCount;

  private InventoryReader(
      BlobStore store, Layout layout, Parallel parallel, StepListener progress) {
    this.store = store;
    this.layout = layout;
    this.parallel = parallel;
    this.progress = progress;
    this.blobs = new BlobTable(layout);
  }

  /**
   * Takes the look.
   *
   * @throws IOException if the blobs or the manifests can't be listed
   */
  public static Inventory read(
      BlobStore store, Layout layout, Parallel parallel, StepListener progress) throws IOException {
    return new InventoryReader(store, layout, parallel, progress).read();
  }

  private Inventory read() throws IOException {
    try (Stream<BlobStat> listing = store.list(layout.blobsRoot())) {
      listing.forEach(this::addBlob);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Instant takenAt = store.now();
    new ManifestsReader(store, layout, parallel, progress).read(name -> true, new Outlines());
    manifests.sort(Comparator.comparing(outline -> outline.stat().key()));
    unread.sort(Comparator.comparing(UnreadManifest::key));
    return new Inventory(layout, blobs, manifests, unread, strangers, strangerCount, takenAt);
  }

  private void addBlob(BlobStat stat) {
    Optional<Digest> digest = layout.digestOf(stat.key());
    if (digest.isPresent()) {
      blobs.add(digest.get(), stat);
      progress.step("blobs listed", blobs.size(), 0);
    } else if (!ManifestsReader.isManifest(layout, stat.key())) {
      strangerCount++;
      if (strangers.size() < STRANGERS_SHOWN) {
        strangers.add(stat.key());
      }
    }
  }

  private synchronized void add(ManifestOutline outline) {
    manifests.add(outline);
  }

  private synchronized void add(UnreadManifest manifest) {
    unread.add(manifest);
  }

  private final class Outlines implements ManifestsReader.Receiver {

    @Override
    public void read(StoredManifest manifest) {
      add(ManifestOutline.of(manifest.name(), manifest.stat(), manifest.config(), blobs));
    }

    @Override
    public void unread(UnreadManifest manifest) {
      add(manifest);
    }
  }
}
