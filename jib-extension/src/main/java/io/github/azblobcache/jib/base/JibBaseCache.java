package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.cache.CachedLayer;
import io.github.azblobcache.jib.base.image.BaseMetadata;
import io.github.azblobcache.jib.base.image.BaseReference;
import io.github.azblobcache.local.BaseImageCacheDirectory;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import java.io.IOException;
import java.security.DigestException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Jib's cache of base images as Jib's own code sees it. For use by any thread.
 *
 * @param directory where it is
 * @param cache Jib's own view of it
 */
record JibBaseCache(BaseImageCacheDirectory directory, Cache cache) {

  /** The cache in this folder, which is created if it is not there. */
  static JibBaseCache in(BaseImageCacheDirectory directory) throws IOException {
    try {
      return new JibBaseCache(directory, Cache.withDirectory(directory.directory()));
    } catch (CacheDirectoryCreationException e) {
      throw new IOException(
          "Jib's base image cache '" + directory.directory() + "' can't be created", e);
    }
  }

  /** What Jib remembers of an image; empty if nothing, or nothing whole. */
  Optional<BaseMetadata> metadata(BaseReference image) throws IOException {
    try {
      return cache.retrieveMetadata(image.image()).map(BaseMetadata::new);
    } catch (CacheCorruptedException e) {
      return Optional.empty();
    }
  }

  /** Whether Jib has all of an image, so that it would read nothing else. */
  boolean has(BaseReference image, Collection<Platform> platforms) throws IOException {
    Optional<List<CacheLayer>> layers = metadata(image).flatMap(known -> known.layers(platforms));
    if (layers.isEmpty()) {
      return false;
    }
    // One by one, because the method of Jib's for all of a manifest is not in Jib 3.2
    for (CacheLayer layer : layers.get()) {
      if (layer(layer.blob()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Makes Jib remember an image. All its layers have to be there. */
  void remember(BaseReference image, BaseMetadata metadata) throws IOException {
    cache.writeMetadata(image.image(), metadata.template());
  }

  /**
   * Puts a registry's layer where Jib will find it.
   *
   * @return false if something else is under the layer's digest, or Jib can't read the layer
   */
  boolean admit(FetchedLayer layer) throws IOException {
    return layer.isDiffIdChecked() ? directory.admit(layer) : isWritten(layer);
  }

  // Jib's own code inflates the layer, as when it pulls it, and finds out the diffID. It can do
  // that where the user has given it an inflater for zstd.
  private boolean isWritten(FetchedLayer layer) {
    try {
      CachedLayer written = cache.writeCompressedLayer(Blobs.from(layer.file()));
      return written.getDigest().getHash().equals(layer.blob().digest().hex());
    } catch (IOException e) {
      // Where Jib can't read it, it could not pull it either, and says so itself.
      return false;
    }
  }

  /**
   * The layer as Jib has it: with its own size, and the diffID that Jib has found out.
   *
   * @return empty if Jib has not got the layer
   */
  Optional<LayerFile> layer(Descriptor blob) throws IOException {
    try {
      Optional<CachedLayer> found = cache.retrieve(DescriptorDigest.fromHash(blob.digest().hex()));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      DiffId diffId = new DiffId(new Digest(found.get().getDiffId().getHash()));
      return Optional.of(
          new LayerFile(
              new Descriptor(blob.mediaType(), blob.digest(), found.get().getSize()),
              diffId,
              directory.layerFile(blob.digest(), diffId)));
    } catch (CacheCorruptedException e) {
      return Optional.empty();
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
