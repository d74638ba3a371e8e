package io.github.azblobcache.jib.base;

import io.github.azblobcache.jib.base.JibRun.Side;
import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.manifest.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.transfer.BuiltImage;
import io.github.azblobcache.transfer.ExportReport;
import io.github.azblobcache.transfer.LayerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Exports a base image of a registry, as far as Jib has pulled it.
 *
 * @param base which image
 * @param run the run that has pulled it
 * @param jib where from
 * @param session the caches
 */
record RegistryBaseExport(Base base, JibRun run, JibBaseCache jib, BaseImage.Session session) {

  static final String NEVER_PULLED =
      "A base image is not exported, because Jib has not pulled all of its layers: the target"
          + " registry has them. Build once with -Djib.alwaysCacheBaseImage=true to have them.";

  /**
   * Exports the image.
   *
   * @param image its documents, where they are known
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  ExportReport run(Optional<PinnedImage> image) throws IOException {
    Optional<List<CacheLayer>> layers =
        jib.metadata(base.reference()).flatMap(known -> known.layers(base.platforms()));
    if (layers.isEmpty()) {
      session
          .events()
          .detail("Jib remembers nothing of " + base.reference() + " that can be exported");
      return ExportReport.NOTHING;
    }
    List<LayerFile> files = new ArrayList<>();
    for (CacheLayer layer : layers.get()) {
      jib.layer(layer.blob()).ifPresent(files::add);
    }
    if (files.size() < layers.get().size()) {
      tellIfNew(layers.get());
      return ExportReport.NOTHING;
    }
    Path scratch = jib.directory().layers().newTemporaryFolder();
    try {
      return export(new Pulled(image, files), scratch);
    } finally {
      JibCacheDirectory.deleteTree(scratch);
    }
  }

  /** What there is of the image after the build. */
  private record Pulled(Optional<PinnedImage> image, List<LayerFile> layers) {}

  private ExportReport export(Pulled pulled, Path scratch) throws IOException {
    PublishedDocuments published =
        new PublishedDocuments(
            new RegistryAccess(base.reference().image(), run, Side.FROM), scratch);
    Optional<Digest> pinned = base.reference().pinned();
    if (pinned.isPresent()) {
      return export(base, documents(pinned.get(), pulled, published), pulled.layers());
    }
    ExportReport report = export(base, List.of(), pulled.layers());
    return session.cache().baseImages().notesTags() ? report.plus(note(pulled, published)) : report;
  }

  private ExportReport export(Base image, List<LayerFile> documents, List<LayerFile> layers)
      throws IOException {
    List<LayerFile> all = new ArrayList<>(documents);
    all.addAll(layers);
    return session.cache().baseImages().export(new BuiltImage(image.recordName(), all));
  }

  /** Notes which image the tag stands for, and what that image consists of. */
  private ExportReport note(Pulled pulled, PublishedDocuments published) throws IOException {
    Optional<PinnedImage> image =
        published(() -> published.digestOf(base.reference().image().getQualifier()), published);
    // The tag may have moved since Jib asked.
    if (image.isEmpty() || !digests(image.get()).equals(digests(pulled.layers()))) {
      return ExportReport.NOTHING;
    }
    LayerFile document = image.get().documents().get(0);
    Base pinned = base.pinnedTo(document.blob().digest());
    return export(pinned, image.get().documents(), pulled.layers())
        .plus(
            session
                .cache()
                .baseImages()
                .noteTag(
                    new BuiltImage(base.tagName(), List.of(document), Optional.empty(), true)));
  }

  private List<Digest> digests(PinnedImage image) {
    return image.metadata().layers(base.platforms()).orElseThrow().stream()
        .map(layer -> layer.blob().digest())
        .toList();
  }

  private static List<Digest> digests(List<LayerFile> layers) {
    return layers.stream().map(layer -> layer.blob().digest()).toList();
  }

  private void tellIfNew(List<CacheLayer> layers) {
    List<Digest> known =
        session.cache().newestBuild(base.recordName()).stream()
            .map(it -> it.blob().digest())
            .toList();
    if (!known.containsAll(layers.stream().map(it -> it.blob().digest()).toList())) {
      session.notices().accept(NEVER_PULLED);
    }
  }

  private List<LayerFile> documents(Digest pinned, Pulled pulled, PublishedDocuments published)
      throws IOException {
    Optional<PinnedImage> known =
        pulled.image().isPresent() ? pulled.image() : read(pinned, cached());
    return known
        .or(() -> published(() -> pinned, published))
        .map(PinnedImage::documents)
        .orElse(List.of());
  }

  private Documents cached() {
    return new CachedDocuments(session.cache(), session.cache().newestBuild(base.recordName()));
  }

  private Optional<PinnedImage> read(Digest pinned, Documents documents) throws IOException {
    return PinnedImage.read(pinned, base.platforms(), documents);
  }

  private interface DigestQuestion {
    Digest ask() throws IOException;
  }

  private Optional<PinnedImage> published(DigestQuestion digest, PublishedDocuments published) {
    try {
      return read(digest.ask(), published);
    } catch (IOException e) {
      session
          .notices()
          .accept(
              "The manifest of the base image "
                  + base.reference()
                  + " can't be read from its registry ("
                  + e.getMessage()
                  + "): other runners get its layers from the cache, and ask the registry for it.");
      return Optional.empty();
    }
  }
}
