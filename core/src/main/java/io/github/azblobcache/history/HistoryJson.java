package io.github.azblobcache.history;

import io.github.azblobcache.files.LayerChange;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.report.format.JsonLine;
import io.github.azblobcache.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history for programs, an object on each line.
 *
 * @param limit how many builds, layers and files are printed of each image
 * @param out takes one line after the other
 */
record HistoryJson(int limit, Consumer<Printable> out) {

  void print(ImageHistory image) {
    int number = 0;
    for (ImageHistory.Entry entry : first(image.builds())) {
      out.accept(build(image.image(), ++number, entry));
    }
    for (LayerTally layer : first(image.layers())) {
      out.accept(
          JsonLine.of("layer")
              .with("Image", image.image())
              .with("Layer", layer.label())
              .with("Changed", layer.changes())
              .with("Builds", layer.builds())
              .with("Cost", layer.costBytes())
              .line());
    }
    for (FileTally file : first(image.files())) {
      out.accept(
          JsonLine.of("file")
              .with("Image", image.image())
              .with("Layer", file.layer())
              .with("File", file.path())
              .with("Changed", file.changes())
              .with("Alone", file.alone())
              .with("Cost", file.costBytes())
              .line());
    }
  }

  private static Printable build(String image, int number, ImageHistory.Entry entry) {
    PastBuild build = entry.build();
    JsonLine line =
        JsonLine.of("build")
            .with("Image", image)
            .with("Number", number)
            .with("ID", build.id().toString())
            .with("ExportedAt", build.exportedAt())
            .with("Names", build.names())
            .with("Layers", build.layers().size())
            .with("Size", build.sizeBytes());
    if (entry.previous().isPresent()) {
      line.with("PreviousID", entry.previous().get().id().toString())
          .with("NewLayers", entry.newLayers())
          .with("ReusedLayers", build.layers().size() - entry.newLayers())
          .with("NewSize", entry.newBytes());
    }
    entry.trouble().ifPresent(it -> line.with("Trouble", it));
    return line.line();
  }

  void print(BuildComparison comparison) {
    for (BuildComparison.Layer layer : comparison.layers()) {
      JsonLine line =
          JsonLine.of("layer")
              .with("Image", comparison.image())
              .with("OlderID", comparison.older().id().toString())
              .with("NewerID", comparison.newer().id().toString())
              .with("Layer", layer.label())
              .with("State", layer.state());
      size("OlderSize", layer.older(), line);
      size("NewerSize", layer.newer(), line);
      out.accept(line.with("FilesKnown", layer.hasKnownFiles()).line());
      layer.change().ifPresent(change -> print(comparison.image(), layer.label(), change));
    }
  }

  private static void size(String name, Optional<CacheLayer> layer, JsonLine line) {
    layer.ifPresent(it -> line.with(name, it.blob().sizeBytes()));
  }

  private void print(String image, String label, LayerChange change) {
    for (Map.Entry<String, String> file : change.changed().entrySet()) {
      out.accept(file(image, label, file.getKey(), "changed").with("How", file.getValue()).line());
    }
    change.added().forEach(path -> out.accept(file(image, label, path, "added").line()));
    change.gone().forEach(path -> out.accept(file(image, label, path, "removed").line()));
  }

  private static JsonLine file(String image, String label, String path, String state) {
    return JsonLine.of("file")
        .with("Image", image)
        .with("Layer", label)
        .with("File", path)
        .with("State", state);
  }

  private <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(limit, all.size()));
  }
}
