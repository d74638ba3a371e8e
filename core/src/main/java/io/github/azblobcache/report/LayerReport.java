package io.github.azblobcache.report;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.progress.Span;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of one layer.
 *
 * @param name Jib's name of the layer, for instance {@code dependencies}; may be empty
 * @param diffId the digest of its tar
 * @param blob its compressed form
 * @param source where it came from
 * @param phases what was done with it, and when
 * @param rebuild why it had to be built; empty if it had not, or that is not known
 */
public record LayerReport(
    String name,
    DiffId diffId,
    Descriptor blob,
    LayerSource source,
    Map<Phase, Span> phases,
    Optional<Rebuild> rebuild) {

  /** Copies the map. */
  public LayerReport {
    phases = new TreeMap<>(phases);
  }

  /** The same layer, with one phase more. */
  public LayerReport with(Phase phase, Span span) {
    Map<Phase, Span> more = new TreeMap<>(phases);
    more.put(phase, span);
    return new LayerReport(name, diffId, blob, source, more, rebuild);
  }

  /**
   * How long it took to get it, in milliseconds: fetching and checking it, or Jib's building it; 0
   * for a local one, and for one that was left where it is.
   */
  public long millis() {
    return switch (source) {
      case CACHE -> millis(Phase.FETCHED);
      case BUILT -> millis(Phase.BUILT);
      case LOCAL, IN_REGISTRY -> 0;
    };
  }

  private long millis(Phase phase) {
    return phases.containsKey(phase) ? phases.get(phase).millis() : 0;
  }
}
