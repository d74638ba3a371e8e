package io.github.azblobcache.inventory;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the manifests under one layout, several at once. */
public final class ManifestsReader {

  private final BlobStore store;
  private final Layout layout;
  private final Parallel parallel;
  private final StepListener progress;

  /** Receives the manifests, in any order, from several threads at once. */
  public interface Receiver {

    /** A manifest that could be read. */
    void read(StoredManifest manifest);

    /** A manifest that could not. */
    void unread(UnreadManifest manifest);
  }

  /**
   * @param store not closed here
   * @param layout where its manifests are
   */
  public ManifestsReader(BlobStore store, Layout layout, Parallel parallel, StepListener progress) {
    this.store = store;
    this.layout = layout;
    this.parallel = parallel;
    this.progress = progress;
  }

  /**
   * Lists the manifests, then reads each that is wanted.
   *
   * @throws IOException if they can't be listed, or the thread is interrupted; a manifest that
   *     can't be read is given to the receiver
   */
  public void read(Predicate<ManifestName> wanted, Receiver to) throws IOException {
    AtomicLong done = new AtomicLong();
    List<BlobStat> found = list(to);
    parallel.forEach(
        found.iterator(),
        "Reading the cache manifests",
        stat -> {
          read(stat, wanted, to);
          progress.step("manifests read", done.incrementAndGet(), found.size());
        });
  }

  /** Whether a key below the root of the blobs or of the manifests is that of a manifest. */
  static boolean isManifest(Layout layout, BlobKey key) {
    // The one root may be below the other.
    return key.path().startsWith(layout.manifestsRoot()) && layout.digestOf(key).isEmpty();
  }

  private List<BlobStat> list(Receiver to) throws IOException {
    List<BlobStat> found = new ArrayList<>();
    try (Stream<BlobStat> listing =
        store.list(layout.manifestsRoot(), key -> to.unread(nameless(key)))) {
      Iterator<BlobStat> stats = listing.iterator();
      while (stats.hasNext()) {
        BlobStat stat = stats.next();
        if (isManifest(layout, stat.key())) {
          found.add(stat);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  // Nothing of ours writes or reads a manifest of such a name, but another tool may
  private static UnreadManifest nameless(String key) {
    return new UnreadManifest(
        key, false, new IOException("'" + key + "' is not a name that a manifest can have"));
  }

  private void read(BlobStat listed, Predicate<ManifestName> wanted, Receiver to)
      throws StoreInterruptedException {
    try {
      ManifestName name = name(listed.key());
      if (wanted.test(name)) {
        Optional<StoredManifest> manifest = StoredManifest.load(store, listed.key(), name);
        manifest.ifPresent(to::read);
      }
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (IOException e) {
      boolean isEmpty = listed.sizeBytes() == 0 && e instanceof ManifestFormatException;
      to.unread(new UnreadManifest(listed.key().path(), isEmpty, e));
    }
  }

  private ManifestName name(BlobKey key) throws IOException {
    try {
      return new ManifestName(key.path().substring(layout.manifestsRoot().length()));
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + key + "' is not the key of a manifest: " + e.getMessage(), e);
    }
  }
}
