package io.github.azblobcache.files;

import io.github.azblobcache.oci.DiffId;
import java.util.List;

/**
 * The files of one layer.
 *
 * @param name Jib's name of the layer, for instance {@code dependencies}; may be empty
 * @param diffId the digest of the layer's tar
 * @param files what is in it, in any order
 */
public record LayerListing(String name, DiffId diffId, List<FileFact> files) {

  /** Copies the list. */
  public LayerListing {
    files = List.copyOf(files);
  }
}
