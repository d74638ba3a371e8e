package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.export.LayerExporter;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.LayerImporter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link LayerCache} does with base images, which Jib pulls and does not build: they are
 * found by their digests. For use by any thread.
 */
public final class BaseImageCache {

  private final LayerImporter importer;
  private final LayerExporter exporter;
  private final BaseTags tags;

  BaseImageCache(LayerImporter importer, LayerExporter exporter, BaseTags tags) {
    this.importer = importer;
    this.exporter = exporter;
    this.tags = tags;
  }

  /**
   * The blob that is described, checked, whether or not a manifest names it; waits for it as long
   * as that is sooner than doing without.
   *
   * @param base whose blob it is, by the name that it was prefetched for
   * @param blob a layer, or another blob with its digest as its diffID
   * @param otherwise how long it takes to get it in another way
   * @return empty if no cache has it, or not in time
   */
  public Optional<FetchedLayer> fetch(String base, CacheLayer blob, Duration otherwise) {
    return importer.fetch(base, blob, otherwise);
  }

  /**
   * The digest that a tag had, where a cache has noted it that is believed; waits for the manifests
   * of such caches.
   *
   * @param name the name under which it is noted
   */
  public Optional<Digest> tag(String name) {
    return tags.digest(name);
  }

  /** Whether any cache that is exported to takes base images. */
  public boolean exports() {
    return exporter.exports(CacheDescription::takesBaseImages);
  }

  /**
   * Gives what a base image consists of to every cache that takes base images.
   *
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  public ExportReport export(BuiltImage image) throws IOException {
    return exporter.export(image, CacheDescription::takesBaseImages);
  }

  /** Whether any cache that is exported to notes which images tags point to. */
  public boolean notesTags() {
    return exporter.exports(CacheDescription::notesBaseTags);
  }

  /**
   * Notes in every such cache which image a tag points to now.
   *
   * @param tag its only layer is the image's document
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  public ExportReport noteTag(BuiltImage tag) throws IOException {
    return exporter.export(tag, CacheDescription::notesBaseTags);
  }
}
