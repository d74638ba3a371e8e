package io.github.azblobcache.report;

import java.util.List;

/**
 * What became of one image.
 *
 * @param image for instance {@code com.acme:shop}
 * @param layers the layers that Jib builds, from the bottom
 * @param bytesDown how many bytes were fetched for it; a layer that serves two modules counts for
 *     the first
 * @param bytesUp how many bytes were uploaded for it
 * @param uploadedLayers how many layers those were
 * @param criticalPathMillis how long the build waited for the cache
 */
public record ImageReport(
    String image,
    List<LayerReport> layers,
    long bytesDown,
    long bytesUp,
    int uploadedLayers,
    long criticalPathMillis) {

  /** Copies the list. */
  public ImageReport {
    layers = List.copyOf(layers);
  }

  /** One line for people, with every counter in it, zero included. */
  public String summary() {
    return String.format(
        java.util.Locale.ROOT,
        "%s: %d of %d layers from the cache (%s fetched), %d local, %d built, %d uploaded (%s),"
            + " %.1f s on the critical path",
        image,
        count(LayerSource.REMOTE),
        layers.size(),
        Bytes.human(bytesDown),
        count(LayerSource.LOCAL),
        count(LayerSource.BUILT),
        uploadedLayers,
        Bytes.human(bytesUp),
        criticalPathMillis / 1000.0);
  }

  private long count(LayerSource source) {
    return layers.stream().filter(layer -> layer.source() == source).count();
  }
}
