package io.github.azblobcache.jib.layers;

import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Builds layers that no cache has, in place of Jib. For use by any thread. */
public interface LayerBuilder {

  /**
   * Builds a layer into Jib's cache, where Jib finds it.
   *
   * @param tar what its files were a moment ago; empty if they were not read yet
   * @return the layer in Jib's cache; empty if Jib is to build it
   * @throws IOException if a file can't be read, or Jib's cache can't be written to
   */
  Optional<LayerFile> build(PlannedLayer layer, Optional<LayerTar> tar, Selector selector)
      throws IOException;

  /**
   * Whether a layer that was built elsewhere is byte for byte what would be built here, as far as
   * its compression goes. So whether a cache has a layer does not change an image.
   *
   * @param layer gzip, whose tar is right
   */
  boolean compressesLike(Path layer) throws IOException;
}
