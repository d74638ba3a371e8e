package io.github.azblobcache.jib.explain;

import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.FileLists;
import io.github.azblobcache.files.FileListsBlob;
import io.github.azblobcache.files.LayerListing;
import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Comparison} has found out about an image that Jib has built.
 *
 * @param layers what became of the layers before Jib built
 * @param files which files each of them has; empty where that is not known
 * @param newest those of the newest known build; empty if there is none
 * @param events learns why the files are not exported
 */
public record Explanation(
    List<ImportedLayer> layers,
    List<Optional<LayerListing>> files,
    Optional<FileLists> newest,
    CacheEvents events) {

  /**
   * Puts together what was found.
   *
   * @param built the layers as they are now, in the same order; empty where Jib has none
   */
  public static Explanation of(
      List<ImportedLayer> layers, List<Optional<LayerFile>> built, Comparison comparison) {
    Optional<Comparison.Result> result = comparison.result();
    List<Optional<LayerListing>> files = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (result.isPresent() && built.get(i).isPresent()) {
        files.add(files(layers.get(i), built.get(i).get(), result.get().files().get(i)));
      } else {
        files.add(Optional.empty());
      }
    }
    Optional<FileLists> newest = result.isPresent() ? result.get().newest() : Optional.empty();
    return new Explanation(layers, files, newest, comparison.events());
  }

  private static Optional<LayerListing> files(
      ImportedLayer layer, LayerFile built, Optional<List<FileFact>> facts) {
    return facts.isPresent()
        ? Optional.of(new LayerListing(layer.name(), built.diffId(), facts.get()))
        : Optional.empty();
  }

  /** Why Jib had to build a layer; empty if it had not, or that is not known. */
  public Optional<Rebuild> rebuild(int index) {
    if (layers.get(index).source() != LayerSource.BUILT) {
      return Optional.empty();
    }
    if (newest.isEmpty() || files.get(index).isEmpty()) {
      return Optional.empty();
    }
    int number = 0;
    for (ImportedLayer before : layers.subList(0, index)) {
      number += before.name().equals(layers.get(index).name()) ? 1 : 0;
    }
    return Optional.of(Rebuild.of(files.get(index).get(), number, newest.get()));
  }

  /**
   * Writes the file lists of this build into a folder, to be exported.
   *
   * @return empty if they are not known, or can't be written: that is no reason to fail a build
   */
  public Optional<LayerFile> write(Path folder) {
    if (files.isEmpty() || files.contains(Optional.<LayerListing>empty())) {
      return Optional.empty();
    }
    try {
      List<LayerListing> all = new ArrayList<>();
      for (Optional<LayerListing> layer : files) {
        all.add(layer.get());
      }
      return Optional.of(FileListsBlob.write(new FileLists(all), folder));
    } catch (IOException e) {
      events.detail("the file lists can't be written: " + Reason.of(e));
      return Optional.empty();
    }
  }
}
