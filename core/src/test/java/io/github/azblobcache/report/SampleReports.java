package io.github.azblobcache.report;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports with every kind of layer in them. */
final class SampleReports {

  static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

  private SampleReports() {}

  static ImageReport image(String name, LayerReport... layers) {
    return new ImageReport(
        name,
        List.of(layers),
        new BytesMoved(95_390_000, 4_210, 1),
        new BuildTimeline(
            span(200, 800),
            Optional.of(span(800, 2_000)),
            Optional.of(span(2_000, 2_300)),
            Duration.ofMillis(2_700)),
        List.of());
  }

  static ImageReport shop() {
    return image(
        "com.example:shop",
        layer(
            "dependencies",
            LayerSource.CACHE,
            Map.of(Phase.FETCHED, span(0, 500), Phase.HASHED, span(210, 640))),
        layer("resources", LayerSource.LOCAL, Map.of()),
        layer(
            "classes",
            LayerSource.BUILT,
            Map.of(
                Phase.HASHED,
                span(220, 260),
                Phase.BUILT,
                span(850, 910),
                Phase.EXPORTED,
                span(930, 1_400)),
            Optional.of(
                new Rebuild(
                    "1 of 9 files changed, 0 added, 0 removed",
                    List.of("changed /app/classes/<init>.class (content)")))));
  }

  static ImageReport withLayers(int count) {
    return image(
        "com.example:many",
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    layer(
                        "layer " + i,
                        LayerSource.CACHE,
                        Map.of(Phase.FETCHED, span(i * 40, i * 40 + 300))))
            .toArray(LayerReport[]::new));
  }

  static LayerReport layer(String name, LayerSource source, Map<Phase, Span> phases) {
    return layer(name, source, phases, Optional.empty());
  }

  static LayerReport layer(
      String name, LayerSource source, Map<Phase, Span> phases, Optional<Rebuild> rebuild) {
    Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    return new LayerReport(
        name,
        new DiffId(digest),
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, 71_130_000),
        source,
        phases,
        rebuild);
  }

  static Span span(long fromMillis, long toMillis) {
    return new Span(START.plusMillis(fromMillis), START.plusMillis(toMillis));
  }
}
