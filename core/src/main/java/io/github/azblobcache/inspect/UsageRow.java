package io.github.azblobcache.inspect;

import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one blob.
 *
 * @param id its digest
 * @param sizeBytes its length as stored
 * @param lastUsed when it was written, re-dated or part of an export last
 * @param names the manifests that name it
 * @param images the images that it is part of, as far as the manifests name them
 * @param isFileLists whether it lists the files of an image's layers, and is no layer itself
 */
public record UsageRow(
    Digest id,
    long sizeBytes,
    Instant lastUsed,
    List<String> names,
    List<String> images,
    boolean isFileLists) {

  /** Copies the lists. */
  public UsageRow {
    names = List.copyOf(names);
    images = List.copyOf(images);
  }

  /** Whether no manifest names it. */
  public boolean isReclaimable() {
    return names.isEmpty();
  }

  /** {@code layer} or {@code file list}; {@code unknown} if no manifest names it. */
  String kind() {
    if (isReclaimable()) {
      return "unknown";
    }
    return isFileLists ? "file list" : "layer";
  }

  /** Whether more than one manifest names it. */
  public boolean isShared() {
    return names.size() > 1;
  }
}
