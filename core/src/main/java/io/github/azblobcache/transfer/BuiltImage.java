package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.BuildLayer;
import io.github.azblobcache.manifest.CachedBuild;
import java.time.Instant;
import java.util.List;

/**
 * The layers of an image that has been built, to be exported.
 *
 * @param name which image, for instance {@code com.acme:shop}
 * @param layers its layers, from the bottom
 */
public record BuiltImage(String name, List<LayerFile> layers) {

  /** Copies the list. */
  public BuiltImage {
    layers = List.copyOf(layers);
  }

  CachedBuild asBuild(Instant createdAt) {
    return new CachedBuild(
        name,
        layers.stream().map(layer -> new BuildLayer(layer.blob(), layer.diffId())).toList(),
        createdAt);
  }
}
