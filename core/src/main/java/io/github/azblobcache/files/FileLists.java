package io.github.azblobcache.files;

import io.github.azblobcache.oci.DiffId;
import java.util.List;
import java.util.Optional;

/**
 * The files of all layers of one build of an image.
 *
 * @param layers from the bottom
 */
public record FileLists(List<LayerListing> layers) {

  /** Copies the list. */
  public FileLists {
    layers = List.copyOf(layers);
  }

  /** The files of the layer with this diffID; empty if there is none. */
  public Optional<List<FileFact>> of(DiffId diffId) {
    for (LayerListing layer : layers) {
      if (layer.diffId().equals(diffId)) {
        return Optional.of(layer.files());
      }
    }
    return Optional.empty();
  }

  /**
   * What a layer was in this build.
   *
   * @param name the layer's name
   * @param number which one of the layers with this name, from 0
   * @return empty if there was no such layer
   */
  public Optional<LayerListing> counterpart(String name, int number) {
    int before = 0;
    for (LayerListing layer : layers) {
      if (layer.name().equals(name) && before++ == number) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }
}
