package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.StoreLocation;
import java.nio.file.Path;

/**
 * A layer that came from a store: its bytes hash to its digest.
 *
 * @param blob the layer's compressed form
 * @param diffId the digest of its tar
 * @param file the compressed bytes; belongs to the cache, so link or copy it, and never change it
 * @param origin the store it came from
 * @param stat what that store said of the blob when it was read
 * @param fetched when it was fetched and checked
 * @param isDiffIdChecked whether its bytes, inflated, hash to its diffID. Otherwise the diffID is
 *     what a manifest says
 */
public record FetchedLayer(
    Descriptor blob,
    DiffId diffId,
    Path file,
    StoreLocation origin,
    BlobStat stat,
    Span fetched,
    boolean isDiffIdChecked) {

  /** The layer, wherever it is from. */
  public LayerFile asFile() {
    return new LayerFile(blob, diffId, file);
  }
}
