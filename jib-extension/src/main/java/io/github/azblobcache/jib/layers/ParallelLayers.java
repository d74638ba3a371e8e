package io.github.azblobcache.jib.layers;

import io.github.azblobcache.jib.gzip.Deflaters;
import io.github.azblobcache.jib.gzip.GzipHeader;
import io.github.azblobcache.jib.gzip.ParallelGzip;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Builds every layer that no cache has, compressed on all cores. */
public final class ParallelLayers implements LayerBuilder {

  private final JibLayerCache jibCache;
  private final SessionTars tars;
  private final Deflaters deflaters;

  public ParallelLayers(JibLayerCache jibCache, SessionTars tars, Deflaters deflaters) {
    this.jibCache = jibCache;
    this.tars = tars;
    this.deflaters = deflaters;
  }

  /** Leaves to Jib what has changed since it was read. */
  @Override
  public Optional<LayerFile> build(PlannedLayer layer, Optional<LayerTar> tar, Selector selector)
      throws IOException {
    Path folder = jibCache.newTemporaryFolder();
    try {
      Path file = folder.resolve("layer.tar.gz");
      MessageDigest sha256 = Digest.newMessageDigest();
      LayerTar written;
      try (ParallelGzip out = new ParallelGzip(open(file, sha256), deflaters)) {
        written = tars.write(layer.files(), out);
      }
      return tar.isEmpty() || tar.get().equals(written)
          ? jibCache.admit(file, Digest.from(sha256.digest()), written.diffId(), selector)
          : Optional.empty();
    } finally {
      jibCache.delete(folder);
    }
  }

  private static DigestOutputStream open(Path file, MessageDigest sha256) throws IOException {
    return new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), sha256);
  }

  @Override
  public boolean compressesLike(Path layer) throws IOException {
    return GzipHeader.isOf(layer);
  }
}
