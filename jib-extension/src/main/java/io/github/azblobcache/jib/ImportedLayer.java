package io.github.azblobcache.jib;

import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.transfer.LayerFile;
import java.util.Optional;

/**
 * What became of a planned layer before Jib builds.
 *
 * @param name Jib's name of it
 * @param source where Jib will find it, or that Jib has to build it
 * @param selector under which name Jib will look for it, or leave it; empty if it is local, or not
 *     known
 * @param file the layer in Jib's cache; empty if Jib has to build it
 * @param millis how long fetching and checking it took; 0 where nothing was fetched
 * @param bytesDown how many bytes were fetched for it and for no module before
 */
record ImportedLayer(
    String name,
    LayerSource source,
    Optional<Selector> selector,
    Optional<LayerFile> file,
    long millis,
    long bytesDown) {

  static ImportedLayer local(String name, LayerFile file) {
    return new ImportedLayer(name, LayerSource.LOCAL, Optional.empty(), Optional.of(file), 0, 0);
  }

  static ImportedLayer toBuild(String name, Optional<Selector> selector) {
    return new ImportedLayer(name, LayerSource.BUILT, selector, Optional.empty(), 0, 0);
  }
}
