package io.github.azblobcache.history;

import io.github.azblobcache.files.FileListsBlob;
import io.github.azblobcache.inventory.ManifestsReader;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.manifest.NameGlob;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.SmallBlob;
import io.github.azblobcache.store.errors.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads from a cache which builds it remembers, and which files they had.
 *
 * <p>Only the manifests are listed, and only manifests and file lists are read, several at once: a
 * cache of a million layers takes no longer than one of ten.
 */
public final class HistoryReader {

  /** Twice what the lists of as many files have as are read. */
  private static final int MOST_BYTES = 8 << 20;

  private final BlobStore store;
  private final Layout layout;
  private final Parallel parallel;
  private final StepListener progress;

  /**
   * @param store not closed here
   * @param layout where its blobs and manifests are
   */
  public HistoryReader(BlobStore store, Layout layout, Parallel parallel, StepListener progress) {
    this.store = store;
    this.layout = layout;
    this.parallel = parallel;
    this.progress = progress;
  }

  /**
   * Reads the manifests.
   *
   * @param names which manifests to read; all if there is none
   * @param images which images to report; all if there is none
   * @throws IOException if the manifests can't be listed
   */
  public History read(List<NameGlob> names, List<NameGlob> images) throws IOException {
    BuildCollection builds = new BuildCollection(image -> isOneOf(images, image));
    new ManifestsReader(store, layout, parallel, progress)
        .read(name -> isOneOf(names, name.value()), builds);
    return new History(builds.images(), builds.unwanted(), builds.unread(), store.now());
  }

  private static boolean isOneOf(List<NameGlob> globs, String name) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(name));
  }

  /**
   * Reads the file lists of an image's builds, each blob once.
   *
   * @throws IOException if the whole store fails; lists that can't be had are put down as such
   */
  public ImageFiles files(ImageBuilds image) throws IOException {
    Set<Descriptor> blobs = image.fileLists();
    ImageFiles files = new ImageFiles();
    AtomicLong done = new AtomicLong();
    parallel.forEach(
        blobs.iterator(),
        "Reading file lists",
        blob -> {
          read(blob, files);
          progress.step("file lists read", done.incrementAndGet(), blobs.size());
        });
    return files;
  }

  private void read(Descriptor blob, ImageFiles files) throws IOException {
    try {
      Optional<SmallBlob> found = SmallBlob.read(store, layout.blob(blob.digest()), MOST_BYTES + 1);
      if (found.isEmpty()) {
        files.addTrouble(blob, "is not in the cache any more");
      } else if (!Digest.of(found.get().bytes()).equals(blob.digest())) {
        files.addTrouble(blob, "is damaged");
      } else {
        add(blob, found.get().bytes(), files);
      }
    } catch (StoreException e) {
      if (e.getClass() != StoreException.class) {
        throw e;
      }
      files.addTrouble(blob, "can't be read: " + e.getMessage());
    } catch (IOException e) {
      files.addTrouble(blob, "is no file list: " + e.getMessage());
    }
  }

  // One at a time: a small blob can inflate to much.
  private synchronized void add(Descriptor blob, byte[] gzipped, ImageFiles files)
      throws IOException {
    files.add(blob, FileListsBlob.read(new ByteArrayInputStream(gzipped)));
  }
}
