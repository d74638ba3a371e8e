package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.KnownBuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.report.ReportedBuild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares each of the newest builds of an image with the one before it. Reads nothing but the
 * manifest that the session has read anyway, so that it costs a build no request.
 */
final class BuildsOverTime {

  /** As many as fit on a page. */
  static final int MOST = 20;

  private BuildsOverTime() {}

  /**
   * @param past the builds that a manifest remembers, newest first
   * @param now the layers that the image has now
   * @return this build, then older ones; the oldest one has nothing to be compared with, and is
   *     left out
   */
  static List<ReportedBuild> of(List<KnownBuild> past, List<LayerFile> now) {
    if (past.isEmpty() || now.isEmpty()) {
      return List.of();
    }
    Map<DiffId, Descriptor> layers = new HashMap<>();
    for (LayerFile layer : now) {
      layers.put(layer.diffId(), layer.blob());
    }
    List<ReportedBuild> builds = new ArrayList<>();
    Optional<Instant> time = Optional.empty();
    for (int i = 0; i < past.size() && i < MOST; i++) {
      Map<DiffId, Descriptor> before = layers(past.get(i));
      builds.add(compared(time, layers, before));
      layers = before;
      time = Optional.of(past.get(i).createdAt());
    }
    return builds;
  }

  private static Map<DiffId, Descriptor> layers(KnownBuild build) {
    Map<DiffId, Descriptor> layers = new HashMap<>();
    for (CacheLayer layer : build.layers()) {
      layers.put(layer.diffId(), layer.blob());
    }
    return layers;
  }

  private static ReportedBuild compared(
      Optional<Instant> time, Map<DiffId, Descriptor> layers, Map<DiffId, Descriptor> before) {
    int newLayers = 0;
    long newBytes = 0;
    long sizeBytes = 0;
    for (Map.Entry<DiffId, Descriptor> layer : layers.entrySet()) {
      sizeBytes += layer.getValue().sizeBytes();
      if (!before.containsKey(layer.getKey())) {
        newLayers++;
        newBytes += layer.getValue().sizeBytes();
      }
    }
    return new ReportedBuild(time, newLayers, layers.size(), newBytes, sizeBytes);
  }
}
