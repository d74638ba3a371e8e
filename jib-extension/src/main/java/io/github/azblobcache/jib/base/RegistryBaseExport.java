package io.github.azblobcache.jib.base;

import io.github.azblobcache.jib.base.JibRun.Side;
import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.manifest.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.transfer.BuiltImage;
import io.github.azblobcache.transfer.CacheEvents;
import io.github.azblobcache.transfer.ExportReport;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.LayerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Exports a base image of a registry, as far as Jib has pulled it.
 *
 * @param base which image
 * @param cache where to
 * @param jib where from
 * @param notices told what the user can do, once per session
 * @param events told of the rest
 */
record RegistryBaseExport(
    Base base, LayerCache cache, JibBaseCache jib, Consumer<String> notices, CacheEvents events) {

  static final String NEVER_PULLED =
      "A base image is not exported, because Jib has not pulled all of its layers: the target"
          + " registry has them. Build once with -Djib.alwaysCacheBaseImage=true to have them.";

  /**
   * Exports the image.
   *
   * @param image its documents, where they are known
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  ExportReport run(JibRun run, Optional<PinnedImage> image) throws IOException {
    Optional<List<CacheLayer>> layers =
        jib.metadata(base.reference()).flatMap(known -> known.layers(base.platforms()));
    if (layers.isEmpty()) {
      events.detail("Jib remembers nothing of " + base.reference() + " that can be exported");
      return ExportReport.NOTHING;
    }
    List<LayerFile> files = new ArrayList<>();
    for (CacheLayer layer : layers.get()) {
      jib.layer(layer).ifPresent(files::add);
    }
    if (files.size() < layers.get().size()) {
      tellIfNew(layers.get());
      return ExportReport.NOTHING;
    }
    Path scratch = jib.directory().layers().newTemporaryFolder();
    try {
      List<LayerFile> all = new ArrayList<>(documents(run, image, scratch));
      all.addAll(files);
      return cache.exportBaseImage(new BuiltImage(base.recordName(), all));
    } finally {
      JibCacheDirectory.deleteTree(scratch);
    }
  }

  private void tellIfNew(List<CacheLayer> layers) {
    List<Digest> known =
        cache.newestBuild(base.recordName()).stream().map(it -> it.blob().digest()).toList();
    if (!known.containsAll(layers.stream().map(it -> it.blob().digest()).toList())) {
      notices.accept(NEVER_PULLED);
    }
  }

  /** The documents of a pinned image; none of one that a tag names, which Jib asks for anyway. */
  private List<LayerFile> documents(JibRun run, Optional<PinnedImage> image, Path scratch)
      throws IOException {
    Optional<Digest> pinned = base.reference().pinned();
    if (pinned.isEmpty()) {
      return List.of();
    }
    Optional<PinnedImage> known = image.isPresent() ? image : cached(pinned.get());
    return known
        .or(() -> published(pinned.get(), run, scratch))
        .map(PinnedImage::documents)
        .orElse(List.of());
  }

  private Optional<PinnedImage> cached(Digest pinned) throws IOException {
    return PinnedImage.read(
        pinned, base.platforms(), new CachedDocuments(cache, cache.newestBuild(base.recordName())));
  }

  private Optional<PinnedImage> published(Digest pinned, JibRun run, Path scratch) {
    RegistryAccess registry = new RegistryAccess(base.reference().image(), run, Side.FROM);
    try {
      return PinnedImage.read(pinned, base.platforms(), new PublishedDocuments(registry, scratch));
    } catch (IOException e) {
      notices.accept(
          "The manifest of the base image "
              + base.reference()
              + " can't be read from its registry ("
              + e.getMessage()
              + "): other runners get its layers from the cache, and ask the registry for it.");
      return Optional.empty();
    }
  }
}
