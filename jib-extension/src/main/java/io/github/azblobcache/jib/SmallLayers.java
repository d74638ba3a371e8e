package io.github.azblobcache.jib;

import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.transfer.LayerFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Builds the small layers that no cache has: byte for byte what Jib would build, whose code for
 * that a cold JVM needs a tenth of a second to load. Larger ones are left to Jib, which compresses
 * them while it does other things.
 */
final class SmallLayers {

  private static final long MAX_TAR_BYTES = 1024 * 1024;

  private final JibLayerCache jibCache;
  private final SessionTars tars;

  SmallLayers(JibLayerCache jibCache, SessionTars tars) {
    this.jibCache = jibCache;
    this.tars = tars;
  }

  /**
   * Builds a layer into Jib's cache, where Jib finds it.
   *
   * @param tar what its files were a moment ago
   * @return the layer in Jib's cache; empty if Jib is to build it: it is not small, or its files
   *     are no longer what they were
   * @throws IOException if a file can't be read, or Jib's cache can't be written to
   */
  Optional<LayerFile> build(PlannedLayer layer, LayerTar tar, Selector selector)
      throws IOException {
    if (tar.sizeBytes() > MAX_TAR_BYTES) {
      return Optional.empty();
    }
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    LayerTar written;
    try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
      written = tars.write(layer.files(), out);
    }
    return written.equals(tar)
        ? jibCache.admit(gzipped.toByteArray(), tar.diffId(), selector)
        : Optional.empty();
  }
}
