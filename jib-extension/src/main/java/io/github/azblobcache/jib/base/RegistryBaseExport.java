package io.github.azblobcache.jib.base;

import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.jib.base.image.CachedDocuments;
import io.github.azblobcache.jib.base.image.PinnedImage;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;
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

  /** Begins to ask for the documents that the export will need, while Jib builds. */
  void begin(Optional<PinnedImage> image) {
    boolean isPinned = base.reference().pinned().isPresent();
    if (session.cache().baseImages().exports()
        && (isPinned ? image.isEmpty() : session.cache().baseImages().notesTags())) {
      ask();
    }
  }

  private RegistryQuestion ask() {
    return RegistryQuestion.ask(base, run, this::cached);
  }

  /**
   * Exports the image.
   *
   * @param image its documents, where they are known
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  ExportReport run(Optional<PinnedImage> image) throws IOException {
    Pulled pulled;
    try {
      Optional<List<LayerFile>> layers = pulled();
      if (layers.isEmpty()) {
        return ExportReport.NOTHING;
      }
      pulled = new Pulled(image, layers.get());
    } catch (IOException e) {
      session.unreadable(base.reference().toString(), e);
      return ExportReport.NOTHING;
    }
    return export(pulled);
  }

  /** What there is of the image after the build. */
  private record Pulled(Optional<PinnedImage> image, List<LayerFile> layers) {}

  /** The layers that Jib has; empty if any lacks. */
  private Optional<List<LayerFile>> pulled() throws IOException {
    Optional<List<CacheLayer>> layers =
        jib.metadata(base.reference()).flatMap(known -> known.layers(base.platforms()));
    if (layers.isEmpty()) {
      session
          .events()
          .detail("Jib remembers nothing of " + base.reference() + " that can be exported");
      return Optional.empty();
    }
    List<LayerFile> files = new ArrayList<>();
    for (CacheLayer layer : layers.get()) {
      jib.layer(layer.blob()).ifPresent(files::add);
    }
    if (files.size() < layers.get().size()) {
      reportIfNew(layers.get());
      return Optional.empty();
    }
    return Optional.of(files);
  }

  private ExportReport export(Pulled pulled) throws IOException {
    if (base.reference().pinned().isPresent()) {
      return export(base, documents(pulled), pulled.layers());
    }
    ExportReport report = export(base, List.of(), pulled.layers());
    return session.cache().baseImages().notesTags() ? report.plus(note(pulled)) : report;
  }

  private ExportReport export(Base image, List<LayerFile> documents, List<LayerFile> layers)
      throws IOException {
    List<LayerFile> all = new ArrayList<>(documents);
    all.addAll(layers);
    return session.cache().baseImages().export(new BuiltImage(image.recordName(), all));
  }

  /** Notes which image the tag points to, and what that image consists of. */
  private ExportReport note(Pulled pulled) throws IOException {
    Optional<PinnedImage> image = published();
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

  private void reportIfNew(List<CacheLayer> layers) {
    List<Digest> known =
        session.cache().newestBuild(base.recordName()).stream()
            .map(it -> it.blob().digest())
            .toList();
    if (!known.containsAll(layers.stream().map(it -> it.blob().digest()).toList())) {
      session.notices().accept(NEVER_PULLED);
    }
  }

  private List<LayerFile> documents(Pulled pulled) {
    return pulled.image().or(this::published).map(PinnedImage::documents).orElse(List.of());
  }

  /** The documents of a pinned image that a cache has. */
  private Optional<PinnedImage> cached() {
    Optional<Digest> pinned = base.reference().pinned();
    if (pinned.isEmpty()) {
      return Optional.empty();
    }
    List<CacheLayer> known = session.cache().newestBuild(base.recordName());
    try {
      return PinnedImage.read(
          pinned.get(),
          base.platforms(),
          new CachedDocuments(session.cache(), base.recordName(), known));
    } catch (IOException e) {
      // Damage, which the export mends.
      return Optional.empty();
    }
  }

  private Optional<PinnedImage> published() {
    try {
      return ask().await();
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
