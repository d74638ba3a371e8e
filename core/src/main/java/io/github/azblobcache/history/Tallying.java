package io.github.azblobcache.history;

import io.github.azblobcache.files.ChangedPaths;
import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.LayerChange;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.DiffId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Walks the builds of an image once, and counts what changed from one to the next. */
final class Tallying {

  private final ImageBuilds image;
  private final ImageFiles files;
  private final LayerLabels labels;
  private final List<ImageHistory.Entry> entries = new ArrayList<>();
  private final Map<String, LayerTally> layerTallies = new TreeMap<>();
  private final Map<String, FileTally> fileTallies = new TreeMap<>();

  Tallying(ImageBuilds image, ImageFiles files) {
    this.image = image;
    this.files = files;
    this.labels = new LayerLabels(image, files);
  }

  ImageHistory history() {
    boolean hasLists = !image.fileLists().isEmpty();
    for (PastBuild build : image.builds()) {
      Optional<PastBuild> previous = image.previous(build);
      Optional<String> trouble = hasLists ? files.trouble(build) : Optional.empty();
      entries.add(entry(build, previous, trouble));
      if (hasLists && previous.isPresent()) {
        count(previous.get(), build);
      }
    }
    return new ImageHistory(
        image.image(),
        entries,
        layerTallies.values().stream()
            .sorted(
                Comparator.comparingInt(LayerTally::changes)
                    .thenComparingLong(LayerTally::costBytes)
                    .reversed()
                    .thenComparing(LayerTally::label))
            .toList(),
        fileTallies.values().stream()
            .sorted(
                Comparator.comparingLong(FileTally::costBytes)
                    .thenComparingInt(FileTally::changes)
                    .reversed()
                    .thenComparing(FileTally::path))
            .toList());
  }

  private static ImageHistory.Entry entry(
      PastBuild build, Optional<PastBuild> previous, Optional<String> trouble) {
    int newLayers = 0;
    long newBytes = 0;
    if (previous.isPresent()) {
      Set<DiffId> known = previous.get().diffIds();
      for (CacheLayer layer : build.layers()) {
        boolean isNew = !known.contains(layer.diffId());
        newLayers += isNew ? 1 : 0;
        newBytes += isNew ? layer.blob().sizeBytes() : 0;
      }
    }
    return new ImageHistory.Entry(build, previous, newLayers, newBytes, trouble);
  }

  private void count(PastBuild older, PastBuild newer) {
    Map<String, CacheLayer> before = labels.of(older);
    Set<DiffId> known = older.diffIds();
    labels
        .of(newer)
        .forEach(
            (label, layer) -> {
              boolean isChanged = !known.contains(layer.diffId());
              LayerTally tally = layerTallies.getOrDefault(label, new LayerTally(label, 0, 0, 0));
              layerTallies.put(label, tally.plus(isChanged, layer.blob().sizeBytes()));
              if (isChanged) {
                countFiles(label, Optional.ofNullable(before.get(label)), layer);
              }
            });
  }

  private void countFiles(String label, Optional<CacheLayer> older, CacheLayer newer) {
    Set<String> paths = changedPaths(older, newer);
    for (String path : paths) {
      FileTally tally =
          fileTallies.getOrDefault(label + "\n" + path, new FileTally(path, label, 0, 0, 0));
      fileTallies.put(label + "\n" + path, tally.plus(paths.size() == 1, newer.blob().sizeBytes()));
    }
  }

  private Set<String> changedPaths(Optional<CacheLayer> older, CacheLayer newer) {
    Optional<List<FileFact>> now = files.of(newer.diffId());
    if (older.isEmpty()) {
      return Set.of(now.isPresent() ? FileTally.NEW_LAYER : FileTally.NOT_KNOWN);
    }
    Optional<List<FileFact>> before = files.of(older.get().diffId());
    if (before.isEmpty() || now.isEmpty()) {
      return Set.of(FileTally.NOT_KNOWN);
    }
    Set<String> paths = ChangedPaths.of(LayerChange.between(before.get(), now.get()));
    return paths.isEmpty() ? Set.of(FileTally.NO_FILE) : paths;
  }
}
