package io.github.azblobcache.report;

import io.github.azblobcache.files.Rebuild;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one image.
 *
 * @param image for instance {@code com.acme:shop}
 * @param layers the layers that Jib builds, from the bottom
 * @param traffic what was moved for it
 * @param course how its build went
 */
public record ImageReport(String image, List<LayerReport> layers, Traffic traffic, Course course) {

  /** Below this, building a layer takes no longer than reading about it. */
  private static final long LARGE_BYTES = 5_000_000;

  private static final int SHOWN_FILES = 3;

  /** Copies the list. */
  public ImageReport {
    layers = List.copyOf(layers);
  }

  /** One line for people, with every counter in it, zero included. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d layers from the cache (%s fetched), %d local, %d built, %d uploaded (%s),"
            + " %.1f s on the critical path, %s",
        image,
        count(LayerSource.REMOTE),
        layers.size(),
        Bytes.human(traffic.bytesDown()),
        count(LayerSource.LOCAL),
        count(LayerSource.BUILT),
        traffic.uploadedLayers(),
        Bytes.human(traffic.bytesUp()),
        course.criticalPathMillis() / 1000.0,
        saved());
  }

  /** Why each layer had to be built, where that is known, with every file that is different. */
  public List<String> rebuilds() {
    return layers.stream()
        .flatMap(layer -> layer.rebuild().stream().flatMap(rebuild -> lines(layer, rebuild)))
        .toList();
  }

  private Stream<String> lines(LayerReport layer, Rebuild rebuild) {
    return Stream.concat(
        Stream.of(builtAgain(layer, rebuild)), rebuild.files().stream().map(file -> "  " + file));
  }

  /**
   * One line on the largest layer that had to be built, if it is large enough that somebody may
   * want to do something about it, and if it is known why.
   */
  public Optional<String> costliestRebuild() {
    return layers.stream()
        .filter(layer -> layer.rebuild().isPresent() && layer.blob().sizeBytes() >= LARGE_BYTES)
        .max(Comparator.comparingLong(layer -> layer.blob().sizeBytes()))
        .map(layer -> builtAgain(layer, layer.rebuild().get()) + some(layer.rebuild().get()));
  }

  private String builtAgain(LayerReport layer, Rebuild rebuild) {
    String size = Bytes.human(layer.blob().sizeBytes());
    return "%s: '%s' (%s) was built: %s".formatted(image, layer.name(), size, rebuild.because());
  }

  private static String some(Rebuild rebuild) {
    List<String> files = rebuild.files();
    if (files.isEmpty()) {
      return "";
    }
    int shown = Math.min(files.size(), SHOWN_FILES);
    return ": "
        + String.join("; ", files.subList(0, shown))
        + (shown < files.size() ? "; more in report.json" : "");
  }

  /** For instance {@code about 1.2 s saved}, or {@code about 0.3 s lost}. */
  String saved() {
    long tenths = Math.round(course.savedMillis() / 100.0);
    return String.format(
        Locale.ROOT, "about %.1f s %s", Math.abs(tenths) / 10.0, tenths < 0 ? "lost" : "saved");
  }

  /** When the first thing that is reported began. */
  Instant start() {
    return spans().map(Span::start).min(Instant::compareTo).orElse(course.start());
  }

  /** When the last thing that is reported was done. */
  Instant end() {
    return spans().map(Span::end).max(Instant::compareTo).orElse(course.start());
  }

  private Stream<Span> spans() {
    return Stream.concat(
        course.spans(), layers.stream().flatMap(layer -> layer.phases().values().stream()));
  }

  /** How many layers came from there. */
  long count(LayerSource source) {
    return layers.stream().filter(layer -> layer.source() == source).count();
  }
}
