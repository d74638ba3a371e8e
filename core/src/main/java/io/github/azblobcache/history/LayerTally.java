package io.github.azblobcache.history;

/**
 * How often a layer changed.
 *
 * @param label what people call the layer
 * @param changes in how many builds it was another one than in the build before
 * @param builds in how many builds it was, of those that have a build before them
 * @param costBytes the compressed bytes of all the layers that it changed to
 */
public record LayerTally(String label, int changes, int builds, long costBytes) {

  LayerTally plus(boolean isChanged, long sizeBytes) {
    return new LayerTally(
        label, changes + (isChanged ? 1 : 0), builds + 1, costBytes + (isChanged ? sizeBytes : 0));
  }
}
