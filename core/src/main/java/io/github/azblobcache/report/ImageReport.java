package io.github.azblobcache.report;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.format.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one image.
 *
 * @param image for instance {@code com.acme:shop}
 * @param layers the layers of its base image that came from a cache, then those that Jib builds
 * @param traffic what was moved for it
 * @param course how its build went
 * @param builds this build and older ones, newest first; empty if no older one is known
 */
public record ImageReport(
    String image,
    List<LayerReport> layers,
    BytesMoved traffic,
    BuildTimeline course,
    List<ReportedBuild> builds) {

  /**
   * A project's own classes have fewer, and change with each commit. What has more is meant to
   * stay.
   */
  private static final long LARGE_BYTES = 1_000_000;

  /** Less is within the error of the estimate, and of no interest. */
  private static final long NOTICED_MILLIS = 500;

  private static final int SHOWN_FILES = 3;

  /** Copies the lists. */
  public ImageReport {
    layers = List.copyOf(layers);
    builds = List.copyOf(builds);
  }

  /**
   * One line for people, with every counter in it, zero included but for layers in the registry.
   */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d layers from the cache (%s fetched), %s%d local, %d built, %d uploaded (%s),"
            + " %.1f s on the critical path%s",
        image,
        count(LayerSource.CACHE),
        layers.size(),
        Bytes.human(traffic.bytesDown()),
        leftInRegistry(),
        count(LayerSource.LOCAL),
        count(LayerSource.BUILT),
        traffic.uploadedLayers(),
        Bytes.human(traffic.bytesUp()),
        course.criticalPathMillis() / 1000.0,
        saved());
  }

  // Only where there are any: that takes a setting that few builds have.
  private String leftInRegistry() {
    long count = count(LayerSource.IN_REGISTRY);
    return count == 0
        ? ""
        : "%d in registry (%s not moved), ".formatted(count, Bytes.human(bytesNotMoved()));
  }

  /** How many bytes the layers have that were left in the registry. */
  long bytesNotMoved() {
    long bytes = 0;
    for (LayerReport layer : layers) {
      bytes += layer.source() == LayerSource.IN_REGISTRY ? layer.blob().sizeBytes() : 0;
    }
    return bytes;
  }

  /** Why each layer had to be built, where that is known, with every file that is different. */
  public List<String> rebuilds() {
    List<String> lines = new ArrayList<>();
    for (LayerReport layer : layers) {
      if (layer.rebuild().isPresent()) {
        lines.add(builtAgain(layer, layer.rebuild().get()));
        for (String file : layer.rebuild().get().files()) {
          lines.add("  " + file);
        }
      }
    }
    return lines;
  }

  /**
   * One line on the largest layer that had to be built, if it is large enough to be worth a change,
   * and if the reason is known.
   */
  public Optional<String> costliestRebuild() {
    Optional<String> costliest = Optional.empty();
    long largest = LARGE_BYTES - 1;
    for (LayerReport layer : layers) {
      if (layer.rebuild().isPresent() && layer.blob().sizeBytes() > largest) {
        Rebuild rebuild = layer.rebuild().get();
        costliest = Optional.of(builtAgain(layer, rebuild) + some(rebuild));
        largest = layer.blob().sizeBytes();
      }
    }
    return costliest;
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

  /**
   * For instance {@code , about 1.2 s saved}, or {@code , about 0.8 s longer than without the
   * cache}; empty if it is too little to be noticed.
   */
  String saved() {
    long millis = course.savedMillis();
    return Math.abs(millis) < NOTICED_MILLIS
        ? ""
        : String.format(
            Locale.ROOT,
            ", about %.1f s %s",
            Math.abs(millis) / 1000.0,
            millis < 0 ? "longer than without the cache" : "saved");
  }

  /** When the first thing that is reported began. */
  Instant start() {
    Instant first = course.imported().start();
    for (Span span : spans()) {
      first = span.start().isBefore(first) ? span.start() : first;
    }
    return first;
  }

  /** When the last thing that is reported was done. */
  Instant end() {
    Instant last = course.imported().end();
    for (Span span : spans()) {
      last = span.end().isAfter(last) ? span.end() : last;
    }
    return last;
  }

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>(course.spans());
    for (LayerReport layer : layers) {
      spans.addAll(layer.phases().values());
    }
    return spans;
  }

  /** How many layers came from there. */
  long count(LayerSource source) {
    long count = 0;
    for (LayerReport layer : layers) {
      count += layer.source() == source ? 1 : 0;
    }
    return count;
  }
}
