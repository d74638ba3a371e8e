package io.github.azblobcache.jib.layers;

import io.github.azblobcache.jib.lazy.LayerBytes;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.report.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a planned layer before Jib builds.
 *
 * @param name Jib's name of it
 * @param source where it comes from
 * @param selector under which name Jib will look for it, or leave it; empty if it is local, or not
 *     known
 * @param file the layer in Jib's cache; empty if Jib has to build it
 * @param effort what was done for it
 */
public record ImportedLayer(
    String name,
    LayerSource source,
    Optional<Selector> selector,
    Optional<LayerFile> file,
    Effort effort) {

  /**
   * What was done for a layer, and what it spared.
   *
   * @param phases what was done, and when
   * @param bytesDown how many bytes were fetched for it and for no module before
   * @param spared how long Jib would have taken, about, to build it
   */
  public record Effort(Map<Phase, Span> phases, long bytesDown, Duration spared) {

    public static final Effort NONE = new Effort(Map.of(), 0, Duration.ZERO);

    static Effort hashing(Span span) {
      return new Effort(Map.of(Phase.HASHED, span), 0, Duration.ZERO);
    }

    Effort and(Phase phase, Span span) {
      Map<Phase, Span> all = new EnumMap<>(Phase.class);
      all.putAll(phases);
      all.put(phase, span);
      return new Effort(all, bytesDown, spared);
    }
  }

  /** The same layer, which could not be left in the registry. */
  public ImportedLayer brought(LayerBytes.Brought brought) {
    return new ImportedLayer(
        name,
        brought.source(),
        selector,
        Optional.of(brought.file()),
        new Effort(effort.phases(), brought.bytesDown(), effort.spared()));
  }

  public static ImportedLayer local(String name, LayerFile file) {
    return new ImportedLayer(
        name, LayerSource.LOCAL, Optional.empty(), Optional.of(file), Effort.NONE);
  }

  /** A layer that no cache has, and that Jib need not build any more. */
  static ImportedLayer built(String name, Selector selector, LayerFile file, Effort effort) {
    return new ImportedLayer(
        name, LayerSource.BUILT, Optional.of(selector), Optional.of(file), effort);
  }

  public static ImportedLayer toBuild(String name, Optional<Selector> selector, Effort effort) {
    return new ImportedLayer(name, LayerSource.BUILT, selector, Optional.empty(), effort);
  }
}
