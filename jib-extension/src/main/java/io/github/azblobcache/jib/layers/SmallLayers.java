package io.github.azblobcache.jib.layers;

import io.github.azblobcache.jib.gzip.GzipHeader;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.LayerFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Builds the small layers that no cache has: byte for byte what Jib would build, whose code for
 * that a cold JVM needs a tenth of a second to load. Larger ones are left to Jib, which compresses
 * them while it does other things.
 */
public final class SmallLayers implements LayerBuilder {

  private static final long MAX_TAR_BYTES = 1024 * 1024;

  private final JibLayerCache jibCache;
  private final SessionTars tars;

  public SmallLayers(JibLayerCache jibCache, SessionTars tars) {
    this.jibCache = jibCache;
    this.tars = tars;
  }

  /** Leaves to Jib what is not small, was not read yet, or has changed since. */
  @Override
  public Optional<LayerFile> build(PlannedLayer layer, Optional<LayerTar> read, Selector selector)
      throws IOException {
    if (read.isEmpty() || read.get().sizeBytes() > MAX_TAR_BYTES) {
      return Optional.empty();
    }
    LayerTar tar = read.get();
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    LayerTar written;
    try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
      written = tars.write(layer.files(), out);
    }
    return written.equals(tar)
        ? jibCache.admit(gzipped.toByteArray(), tar.diffId(), selector)
        : Optional.empty();
  }

  /** Layers are Jib's, unless they say that they are not. */
  @Override
  public boolean compressesLike(Path layer) throws IOException {
    return !GzipHeader.isOf(layer);
  }
}
