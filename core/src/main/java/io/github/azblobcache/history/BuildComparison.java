package io.github.azblobcache.history;

import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.LayerChange;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.DiffId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files changed in which layer between two builds of an image.
 *
 * @param image for instance {@code com.acme:shop}
 * @param older the build that was exported first
 * @param newer the other one
 * @param layers those of the newer build, lowest first, then those that only the older one has
 */
public record BuildComparison(String image, PastBuild older, PastBuild newer, List<Layer> layers) {

  /** Copies the list. */
  public BuildComparison {
    layers = List.copyOf(layers);
  }

  /**
   * What became of a layer between two builds.
   *
   * @param label what people call the layer
   * @param older the layer in the older build; empty if that has none
   * @param newer the layer in the newer build; empty if that has none
   * @param change which files are different; empty if the layer is the same, is in one build alone,
   *     or its files are not known
   */
  public record Layer(
      String label,
      Optional<CacheLayer> older,
      Optional<CacheLayer> newer,
      Optional<LayerChange> change) {

    /** In one word: {@code same}, {@code changed}, {@code new} or {@code removed}. */
    String state() {
      if (older.isEmpty()) {
        return "new";
      }
      if (newer.isEmpty()) {
        return "removed";
      }
      return older.get().diffId().equals(newer.get().diffId()) ? "same" : "changed";
    }

    /** What is different, for people to read; empty where the layer is the same. */
    String summary() {
      String state = state();
      if (change.isPresent()) {
        return change.get().isNothing()
            ? "no file is different: another version of Jib"
            : change.get().counts();
      }
      return state.equals("changed") ? "not known" : "";
    }

    /** Whether it is known which files changed, or that none did. */
    boolean hasKnownFiles() {
      return change.isPresent() || !state().equals("changed");
    }
  }

  /** Compares; does no I/O. */
  public static BuildComparison of(
      ImageBuilds image, PastBuild older, PastBuild newer, ImageFiles files) {
    LayerLabels labels = new LayerLabels(image, files);
    Map<String, CacheLayer> before = labels.of(older);
    Map<DiffId, CacheLayer> kept = new HashMap<>();
    older.layers().forEach(layer -> kept.put(layer.diffId(), layer));
    List<Layer> layers = new ArrayList<>();
    Set<DiffId> matched = new HashSet<>(newer.diffIds());
    labels
        .of(newer)
        .forEach(
            (label, layer) -> {
              CacheLayer same = kept.get(layer.diffId());
              CacheLayer counterpart = same == null ? before.get(label) : same;
              Optional<CacheLayer> earlier = Optional.ofNullable(counterpart);
              earlier.ifPresent(it -> matched.add(it.diffId()));
              layers.add(
                  new Layer(
                      label,
                      earlier,
                      Optional.of(layer),
                      same == null
                          ? earlier.flatMap(it -> change(it, layer, files))
                          : Optional.empty()));
            });
    before.forEach(
        (label, layer) -> {
          if (!matched.contains(layer.diffId())) {
            layers.add(new Layer(label, Optional.of(layer), Optional.empty(), Optional.empty()));
          }
        });
    return new BuildComparison(image.image(), older, newer, layers);
  }

  private static Optional<LayerChange> change(
      CacheLayer older, CacheLayer newer, ImageFiles files) {
    Optional<List<FileFact>> before = files.of(older.diffId());
    Optional<List<FileFact>> now = files.of(newer.diffId());
    return before.isPresent() && now.isPresent()
        ? Optional.of(LayerChange.between(before.get(), now.get()))
        : Optional.empty();
  }
}
