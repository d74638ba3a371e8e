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
 * @param layer its file belongs to the cache, so link or copy it, and never change it
 * @param origin the store it came from
 * @param stat what that store said of the blob when it was read
 * @param fetched when it was fetched and checked
 * @param isDiffIdChecked whether its bytes, inflated, hash to its diffID. Otherwise the diffID is
 *     what a manifest says
 */
public record FetchedLayer(
    LayerFile layer, StoreLocation origin, BlobStat stat, Span fetched, boolean isDiffIdChecked) {

  /** The layer's compressed form. */
  public Descriptor blob() {
    return layer.blob();
  }

  /** The digest of its tar. */
  public DiffId diffId() {
    return layer.diffId();
  }

  /** The compressed bytes. */
  public Path file() {
    return layer.file();
  }
}
