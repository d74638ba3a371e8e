package io.github.azblobcache.inventory;

import io.github.azblobcache.manifest.ManifestFormatException;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
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
  private final Progress progress;
  private final List<BlobKey> strangers = new ArrayList<>();
  private final List<ManifestOutline> manifests = new ArrayList<>();
  private final List<UnreadManifest> unread = new ArrayList<>();
  private final BlobTable blobs;
  private long strangerCount;

  private InventoryReader(BlobStore store, Layout layout, Parallel parallel, Progress progress) {
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
  public static Inventory read(BlobStore store, Layout layout, Parallel parallel, Progress progress)
      throws IOException {
    return new InventoryReader(store, layout, parallel, progress).read();
  }

  private Inventory read() throws IOException {
    try (Stream<BlobStat> listing = store.list(layout.blobsRoot())) {
      listing.forEach(this::addBlob);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Instant takenAt = store.now();
    List<BlobStat> found = listManifests();
    parallel.forEach(found.iterator(), "Reading the cache manifests", this::readManifest);
    manifests.sort(Comparator.comparing(outline -> outline.stat().key()));
    unread.sort(Comparator.comparing(UnreadManifest::key));
    return new Inventory(layout, blobs, manifests, unread, strangers, strangerCount, takenAt);
  }

  private void addBlob(BlobStat stat) {
    Optional<Digest> digest = layout.digestOf(stat.key());
    if (digest.isPresent()) {
      blobs.add(digest.get(), stat);
      progress.step("blobs listed", blobs.size(), 0);
    } else if (!isManifest(stat.key())) {
      strangerCount++;
      if (strangers.size() < STRANGERS_SHOWN) {
        strangers.add(stat.key());
      }
    }
  }

  // The one root may be below the other.
  private boolean isManifest(BlobKey key) {
    return key.path().startsWith(layout.manifestsRoot()) && layout.digestOf(key).isEmpty();
  }

  private List<BlobStat> listManifests() throws IOException {
    List<BlobStat> found = new ArrayList<>();
    try (Stream<BlobStat> listing = store.list(layout.manifestsRoot(), this::addNameless)) {
      Iterator<BlobStat> stats = listing.iterator();
      while (stats.hasNext()) {
        BlobStat stat = stats.next();
        if (isManifest(stat.key())) {
          found.add(stat);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  // Nothing of ours writes or reads a manifest of such a name, but another tool may
  private void addNameless(String key) {
    add(
        new UnreadManifest(
            key, false, new IOException("'" + key + "' is not a name that a manifest can have")));
  }

  private void readManifest(BlobStat listed) throws StoreInterruptedException {
    try {
      ManifestName name = name(listed.key());
      Optional<StoredManifest> manifest = StoredManifest.load(store, listed.key(), name);
      manifest.ifPresent(it -> add(ManifestOutline.of(name, it.stat(), it.config(), blobs)));
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (IOException e) {
      boolean isEmpty = listed.sizeBytes() == 0 && e instanceof ManifestFormatException;
      add(new UnreadManifest(listed.key().path(), isEmpty, e));
    }
  }

  private ManifestName name(BlobKey key) throws IOException {
    try {
      return new ManifestName(key.path().substring(layout.manifestsRoot().length()));
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + key + "' is not the key of a manifest: " + e.getMessage(), e);
    }
  }

  private synchronized void add(ManifestOutline outline) {
    manifests.add(outline);
    progress.step("manifests read", manifests.size(), 0);
  }

  private synchronized void add(UnreadManifest manifest) {
    unread.add(manifest);
  }
}
