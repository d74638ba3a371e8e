package io.github.azblobcache.inspect;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.OutlinedPart;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much a cache holds, blob by blob and in all.
 *
 * <p>A blob is shared if more than one manifest names it, and reclaimable if none does: then prune
 * deletes it once it is older than the grace period.
 */
public final class DiskUsage {

  private final Inventory inventory;
  private final NamingIndex index;
  private long sharedBytes;
  private long reclaimableBytes;
  private long fileListsBytes;

  private DiskUsage(Inventory inventory) {
    this.inventory = inventory;
    this.index = new NamingIndex(inventory);
    for (int blob = 0; blob < inventory.blobs().size(); blob++) {
      long manifests = index.manifests(blob).limit(2).count();
      long sizeBytes = inventory.blobs().sizeBytes(blob);
      sharedBytes += manifests > 1 ? sizeBytes : 0;
      reclaimableBytes += manifests == 0 ? sizeBytes : 0;
      fileListsBytes += isFileLists(blob) ? sizeBytes : 0;
    }
  }

  /** Counts; does no I/O. */
  public static DiskUsage of(Inventory inventory) {
    return new DiskUsage(inventory);
  }

  /** The blobs, the largest first, each made when it is asked for. */
  public Stream<UsageRow> rows() {
    BlobTable blobs = inventory.blobs();
    return IntStream.range(0, blobs.size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer blob) -> blobs.sizeBytes(blob)).reversed())
        .map(this::row);
  }

  private UsageRow row(int blob) {
    BlobTable blobs = inventory.blobs();
    List<String> names =
        index.manifests(blob).map(manifest -> manifest.name().value()).sorted().toList();
    Set<String> images = new TreeSet<>();
    Instant lastUsed = blobs.lastModified(blob);
    for (NamingIndex.Naming naming : index.namings(blob)) {
      ManifestOutline manifest = naming.manifest();
      OutlinedPart part = naming.part();
      images.add(manifest.imageOf(part));
      lastUsed = part.age().lastUsed().isAfter(lastUsed) ? part.age().lastUsed() : lastUsed;
    }
    return new UsageRow(
        blobs.digest(blob),
        blobs.sizeBytes(blob),
        lastUsed,
        names,
        List.copyOf(images),
        isFileLists(blob));
  }

  private boolean isFileLists(int blob) {
    List<NamingIndex.Naming> namings = index.namings(blob);
    for (NamingIndex.Naming naming : namings) {
      if (naming.manifest().isBuild(naming.part())) {
        return false;
      }
    }
    return !namings.isEmpty();
  }

  /** When the look was taken, by the store's clock. */
  public Instant takenAt() {
    return inventory.takenAt();
  }

  /** The bytes of the blobs that more than one manifest names. */
  public long sharedBytes() {
    return sharedBytes;
  }

  /** The bytes of all other blobs. */
  public long privateBytes() {
    return totalBytes() - sharedBytes;
  }

  /** The bytes of the blobs that no manifest names. */
  public long reclaimableBytes() {
    return reclaimableBytes;
  }

  /** The bytes of the blobs that list the files of layers. */
  long fileListsBytes() {
    return fileListsBytes;
  }

  /** The bytes of all blobs. */
  public long totalBytes() {
    return inventory.blobs().totalBytes();
  }
}
