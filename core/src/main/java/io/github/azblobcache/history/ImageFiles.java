package io.github.azblobcache.history;

import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.FileLists;
import io.github.azblobcache.files.LayerListing;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the files in the layers of an image's builds. One diffID means the same files in
 * every build, so the list of any build that has the layer will do.
 */
public final class ImageFiles {

  /** Some 250 MB in memory; lists beyond that are not looked at. */
  private static final int MOST_FILES = 1_000_000;

  private final Map<DiffId, LayerListing> layers = new HashMap<>();
  private final Map<Descriptor, String> troubles = new HashMap<>();
  private int count;

  ImageFiles() {}

  synchronized void add(Descriptor blob, FileLists lists) {
    for (LayerListing layer : lists.layers()) {
      if (layers.containsKey(layer.diffId())) {
        continue;
      }
      if (count + layer.files().size() > MOST_FILES) {
        troubles.put(blob, "is left out: there are more than " + MOST_FILES + " files in all");
        return;
      }
      count += layer.files().size();
      layers.put(layer.diffId(), layer);
    }
  }

  synchronized void addTrouble(Descriptor blob, String trouble) {
    troubles.put(blob, trouble);
  }

  /** Whether any list could be read. */
  synchronized boolean isEmpty() {
    return layers.isEmpty();
  }

  /** The files of a layer; empty if no list has it. */
  synchronized Optional<List<FileFact>> of(DiffId layer) {
    return Optional.ofNullable(layers.get(layer)).map(LayerListing::files);
  }

  /** What Jib calls a layer; empty if no list has it, or Jib has no name for it. */
  synchronized Optional<String> name(DiffId layer) {
    return Optional.ofNullable(layers.get(layer))
        .map(LayerListing::name)
        .filter(name -> !name.isBlank());
  }

  /**
   * Why the files of some of a build's layers are not known, for people to read; empty if all are.
   */
  synchronized Optional<String> trouble(PastBuild build) {
    if (build.diffIds().stream().allMatch(layers::containsKey)) {
      return Optional.empty();
    }
    Optional<String> own = build.fileLists().map(troubles::get);
    if (own.isPresent()) {
      return Optional.of("its list of files " + own.get());
    }
    return Optional.of(
        troubles.isEmpty()
            ? "no list of files has all its layers"
            : "a list of files " + troubles.values().iterator().next());
  }
}
