package io.github.azblobcache.history;

import io.github.azblobcache.manifest.entries.CacheLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people call the layers of an image, so that they are found again in another build. */
final class LayerLabels {

  private final ImageBuilds image;
  private final ImageFiles files;

  LayerLabels(ImageBuilds image, ImageFiles files) {
    this.image = image;
    this.files = files;
  }

  /**
   * A build's layers by their labels, lowest first: Jib's names, with a number behind the second
   * and later ones of a name. Where a name is not known, it is the one at this place in another
   * build of as many layers, because Jib's order is always the same; else {@code layer 3}.
   */
  Map<String, CacheLayer> of(PastBuild build) {
    List<Optional<String>> names = names(build);
    Map<String, CacheLayer> labels = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      String name = names.get(i).or(() -> nameAt(place, names)).orElse("layer " + (place + 1));
      int count = counts.merge(name, 1, Integer::sum);
      labels.put(count == 1 ? name : name + " (" + count + ")", build.layers().get(i));
    }
    return labels;
  }

  private List<Optional<String>> names(PastBuild build) {
    List<Optional<String>> names = new ArrayList<>();
    build.layers().forEach(layer -> names.add(files.name(layer.diffId())));
    return names;
  }

  private Optional<String> nameAt(int place, List<Optional<String>> known) {
    return image.builds().stream()
        .filter(other -> other.layers().size() == known.size())
        .flatMap(other -> files.name(other.layers().get(place).diffId()).stream())
        .filter(name -> !known.contains(Optional.of(name)))
        .findFirst();
  }
}
