package io.github.azblobcache.jib.base;

import io.github.azblobcache.report.LayerReport;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.report.Phase;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Base layers that came from a cache.
 *
 * @param reports what there is to say of each
 * @param bytes how many bytes were fetched for them, and for no module before
 */
record ImportedLayers(List<LayerReport> reports, long bytes) {

  static final ImportedLayers NONE = new ImportedLayers(List.of(), 0);

  private static final String NAME = "base image";

  /** Copies the list. */
  ImportedLayers {
    reports = List.copyOf(reports);
  }

  /**
   * These layers and one more.
   *
   * @param isFirstUse whether no module has counted its bytes before
   */
  ImportedLayers plus(FetchedLayer layer, boolean isFirstUse) {
    List<LayerReport> more = new ArrayList<>(reports);
    more.add(
        new LayerReport(
            NAME,
            layer.diffId(),
            layer.blob(),
            LayerSource.CACHE,
            Map.of(Phase.FETCHED, layer.fetched()),
            Optional.empty()));
    return new ImportedLayers(more, bytes + (isFirstUse ? layer.blob().sizeBytes() : 0));
  }
}
