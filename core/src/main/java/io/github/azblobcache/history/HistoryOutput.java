package io.github.azblobcache.history;

import io.github.azblobcache.report.format.Ages;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.format.Counts;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.report.format.TextTable;
import io.github.azblobcache.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints the history of images: for people in tables as those of {@code docker buildx history ls},
 * for programs as JSON.
 *
 * @param format for people or for programs
 * @param now by the store's clock
 * @param limit how many builds, and how many files, are printed of each image
 * @param out takes one line after the other
 */
public record HistoryOutput(ReportFormat format, Instant now, int limit, Consumer<Printable> out) {

  /** Prints the builds of an image, and what changed in them. */
  public void print(ImageHistory image) {
    if (format == ReportFormat.JSON) {
      new HistoryJson(limit, out).print(image);
      return;
    }
    line("");
    line(title(image));
    builds(image);
    if (!image.layers().isEmpty()) {
      line("");
      layers(image);
    }
    if (!image.files().isEmpty()) {
      line("");
      files(image);
    }
  }

  // BuildKit's manifest says neither when it was exported nor how often
  private static String title(ImageHistory image) {
    int count = image.builds().size();
    return image.isBuildKits()
        ? image.image()
            + (count == 1
                ? ", 1 stack of layers, dated by its top layer"
                : ", " + count + " stacks of layers, each dated by its top layer")
        : image.image() + ", " + Counts.of(count, "build");
  }

  private void builds(ImageHistory image) {
    String time = image.isBuildKits() ? "MADE" : "EXPORTED";
    TextTable table =
        new TextTable("#", "BUILD", time, "NAMES", "LAYERS", "NEW", "REUSED", "NEW SIZE", "SIZE");
    int number = 0;
    for (ImageHistory.Entry entry : first(image.builds())) {
      PastBuild build = entry.build();
      boolean isFirst = entry.previous().isEmpty();
      int layers = build.layers().size();
      table.row(
          ++number,
          build.id().abbreviated(),
          ago(build.exportedAt()),
          String.join(",", build.names()),
          layers,
          isFirst ? "-" : entry.newLayers(),
          isFirst ? "-" : layers - entry.newLayers(),
          isFirst ? "-" : Bytes.human(entry.newBytes()),
          Bytes.human(build.sizeBytes()));
    }
    table.print(out);
    more(image.builds().size(), "build");
    for (ImageHistory.Entry entry : first(image.builds())) {
      entry
          .trouble()
          .ifPresent(
              it ->
                  line(
                      "Not all files of build %s are known: %s."
                          .formatted(entry.build().id().abbreviated(), it)));
    }
  }

  private void layers(ImageHistory image) {
    TextTable table = new TextTable("LAYER", "CHANGED", "COST");
    for (LayerTally layer : first(image.layers())) {
      table.row(
          layer.label(), layer.changes() + " of " + layer.builds(), Bytes.human(layer.costBytes()));
    }
    table.print(out);
    more(image.layers().size(), "layer");
  }

  private void files(ImageHistory image) {
    TextTable table = new TextTable("COST", "CHANGED", "ALONE", "LAYER", "FILE");
    for (FileTally file : first(image.files())) {
      table.row(
          Bytes.human(file.costBytes()), file.changes(), file.alone(), file.layer(), file.path());
    }
    table.print(out);
    more(image.files().size(), "file");
  }

  /** Explains the columns that do not explain themselves, once for all images; for people only. */
  public void explain(List<ImageHistory> images) {
    if (format == ReportFormat.JSON || images.stream().allMatch(it -> it.layers().isEmpty())) {
      return;
    }
    line("");
    line("CHANGED counts the builds in which the layer or file was not the same as before.");
    line("COST is the compressed size of the layers that these builds uploaded because of it.");
    if (images.stream().anyMatch(it -> !it.files().isEmpty())) {
      line("ALONE counts the builds in which no other file of the layer had changed.");
    }
  }

  /** Prints which files changed in which layer between two builds. */
  public void print(BuildComparison comparison) {
    if (format == ReportFormat.JSON) {
      new HistoryJson(limit, out).print(comparison);
      return;
    }
    line("");
    line(
        "%s, build %s (%s) against %s (%s)"
            .formatted(
                comparison.image(),
                comparison.newer().id().abbreviated(),
                ago(comparison.newer().exportedAt()),
                comparison.older().id().abbreviated(),
                ago(comparison.older().exportedAt())));
    TextTable table = new TextTable("LAYER", "STATE", "OLD SIZE", "NEW SIZE", "FILES");
    for (BuildComparison.Layer layer : comparison.layers()) {
      table.row(
          layer.label(),
          layer.state(),
          layer.older().map(it -> Bytes.human(it.blob().sizeBytes())).orElse("-"),
          layer.newer().map(it -> Bytes.human(it.blob().sizeBytes())).orElse("-"),
          layer.summary());
    }
    table.print(out);
    for (BuildComparison.Layer layer : comparison.layers()) {
      if (layer.change().isPresent()) {
        List<String> lines = layer.change().get().lines();
        line("");
        line(layer.label() + ":");
        first(lines).forEach(file -> line("  " + file));
        more(lines.size(), "file");
      }
    }
  }

  private <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(limit, all.size()));
  }

  private void more(int count, String thing) {
    if (count > limit) {
      line(
          "%s more; -Dazblob-cache.limit=%d shows all"
              .formatted(Counts.of(count - limit, thing), count));
    }
  }

  private String ago(Instant time) {
    return Ages.human(Duration.between(time, now)) + " ago";
  }

  private void line(String text) {
    out.accept(Printable.of(text));
  }
}
