package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.image.json.ManifestAndConfigTemplate;
import io.github.azblobcache.local.BaseImageCacheDirectory;
import io.github.azblobcache.manifest.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.transfer.LayerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Optional<List<ManifestAndConfigTemplate>> manifests =
        metadata(image).flatMap(known -> known.of(platforms));
    return manifests.isPresent()
        && manifests.get().stream().allMatch(it -> cache.areAllLayersCached(it.getManifest()));
  }

  /** Makes Jib remember an image. All its layers have to be there. */
  void remember(BaseReference image, BaseMetadata metadata) throws IOException {
    cache.writeMetadata(image.image(), metadata.template());
  }

  /** The layer's file, with the size that it has; empty if Jib has not got the layer. */
  Optional<LayerFile> layer(CacheLayer layer) throws IOException {
    Optional<Path> file = directory.layerFile(layer.blob().digest(), layer.diffId());
    if (file.isEmpty()) {
      return Optional.empty();
    }
    long sizeBytes = Files.size(file.get());
    Descriptor blob = new Descriptor(layer.blob().mediaType(), layer.blob().digest(), sizeBytes);
    return Optional.of(new LayerFile(blob, layer.diffId(), file.get()));
  }
}
