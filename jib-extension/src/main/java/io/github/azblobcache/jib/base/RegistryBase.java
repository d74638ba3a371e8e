package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.jib.base.JibRun.Side;
import io.github.azblobcache.jib.base.image.BaseReference;
import io.github.azblobcache.jib.base.image.CachedDocuments;
import io.github.azblobcache.jib.base.image.PinnedImage;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.IOException;
import java.security.DigestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings what Jib is about to read of a base image in a registry, and nothing else.
 *
 * @param base which image, and for which platforms
 * @param run the run that it is for
 * @param jib where to
 * @param session the caches
 */
record RegistryBase(Base base, JibRun run, JibBaseCache jib, BaseImage.Session session)
    implements BaseSource {

  /**
   * A base image of a build.
   *
   * @param reference its name
   * @param platforms the platforms that are built
   */
  record Base(BaseReference reference, Collection<Platform> platforms) {

    /** How a cache names it. */
    String recordName() {
      return ImageNames.ofBase(reference.toString(), platformNames());
    }

    /** How a cache names what its tag points to. */
    String tagName() {
      return ImageNames.ofBaseTag(reference.toString(), platformNames());
    }

    private List<String> platformNames() {
      List<String> names = new ArrayList<>();
      for (Platform platform : platforms) {
        names.add(platform.getOs() + "/" + platform.getArchitecture());
      }
      return names;
    }

    Base pinnedTo(Digest digest) {
      return new Base(reference.pinnedTo(digest), platforms);
    }
  }

  /**
   * What was brought.
   *
   * @param instead the image that Jib is to use instead of the one that a tag points to
   * @param image the documents, where the image's digest led to all of them
   * @param layers what was fetched
   */
  record Imported(Optional<Base> instead, Optional<PinnedImage> image, ImportedLayers layers) {
    static final Imported NOTHING = of(ImportedLayers.NONE);

    static Imported of(ImportedLayers layers) {
      return new Imported(Optional.empty(), Optional.empty(), layers);
    }
  }

  @Override
  public ExportReport export(Imported imported) throws IOException {
    return export(imported.instead()).run(imported.image());
  }

  private RegistryBaseExport export(Optional<Base> instead) {
    return new RegistryBaseExport(instead.orElse(base), run, jib, session);
  }

  @Override
  public Imported bring() throws IOException {
    Imported imported = bringNoted();
    export(imported.instead()).begin(imported.image());
    return imported;
  }

  private Imported bringNoted() throws IOException {
    Optional<Digest> noted =
        base.reference().pinned().isPresent()
            ? Optional.empty()
            : session.cache().baseImages().tag(base.tagName());
    if (noted.isPresent()) {
      Base instead = base.pinnedTo(noted.get());
      Imported imported = new RegistryBase(instead, run, jib, session).bringWhatIsRead();
      // Otherwise Jib would ask the registry for it anyway: then better for what the user wrote.
      if (jib.has(instead.reference(), instead.platforms())) {
        return new Imported(Optional.of(instead), imported.image(), imported.layers());
      }
    }
    return bringWhatIsRead();
  }

  private Imported bringWhatIsRead() throws IOException {
    if (session.cache().isUnknown(base.recordName())) {
      // What Jib remembers of its base images is the first JSON that a cold JVM maps to objects:
      // that takes 0.2 s, and Jib itself will do it in a thread of its own.
      return Imported.NOTHING;
    }
    List<CacheLayer> known =
        jib.has(base.reference(), base.platforms())
            ? List.of()
            : session.cache().newestBuild(base.recordName());
    if (known.isEmpty()) {
      return Imported.NOTHING;
    }
    Optional<PinnedImage> image = image(known);
    if (image.isPresent()) {
      return bring(image.get(), known);
    }
    List<CacheLayer> layers =
        known.stream().filter(it -> MediaTypes.isLayer(it.blob().mediaType())).toList();
    List<CacheLayer> read = run.readsAllBaseLayers() ? layers : lackingInTarget(layers);
    return Imported.of(fetch(layers, read));
  }

  private Optional<PinnedImage> image(List<CacheLayer> known) throws IOException {
    Optional<Digest> pinned = base.reference().pinned();
    if (pinned.isEmpty()) {
      return Optional.empty();
    }
    session
        .cache()
        .prefetch(base.recordName(), blob -> jib.directory().hasLayer(blob.blob().digest()));
    try {
      return PinnedImage.read(
          pinned.get(),
          base.platforms(),
          new CachedDocuments(session.cache(), base.recordName(), known));
    } catch (IOException e) {
      session
          .events()
          .warning("The base image " + base.reference() + " can't be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  // All or nothing would do for Jib, but what is there need not be pulled.
  private Imported bring(PinnedImage image, List<CacheLayer> known) throws IOException {
    List<CacheLayer> layers = new ArrayList<>();
    for (CacheLayer layer : image.metadata().layers(base.platforms()).orElseThrow()) {
      layers.add(asExported(layer, known));
    }
    ImportedLayers imported = fetch(layers, layers);
    if (layers.stream().allMatch(layer -> jib.directory().hasLayer(layer.blob().digest()))) {
      // Last: where Jib sees it, it expects the layers.
      jib.remember(base.reference(), image.metadata());
      session.events().detail("The base image " + base.reference() + " needs no registry");
    }
    return new Imported(Optional.empty(), Optional.of(image), imported);
  }

  // With the diffID that the layer had when it was exported: a config's may be wrong, and Jib does
  // not mind where it has the layer (docs/behaviour.md, "wrong diffIDs in a config").
  private static CacheLayer asExported(CacheLayer layer, List<CacheLayer> known) {
    for (CacheLayer exported : known) {
      if (exported.blob().equals(layer.blob())) {
        return exported;
      }
    }
    return layer;
  }

  /** Puts the layers that are wanted where Jib will find them. */
  private ImportedLayers fetch(List<CacheLayer> all, List<CacheLayer> wanted) throws IOException {
    Set<CacheLayer> absent = new LinkedHashSet<>(wanted);
    absent.removeIf(layer -> jib.directory().hasLayer(layer.blob().digest()));
    if (base.reference().pinned().isEmpty()) {
      // Begins with all of them at once, as image() has done for a pinned one.
      session.cache().prefetch(base.recordName(), layer -> !absent.contains(layer));
    }
    ImportedLayers imported = ImportedLayers.NONE;
    for (CacheLayer layer : absent) {
      Optional<FetchedLayer> fetched =
          session
              .cache()
              .baseImages()
              .fetch(base.recordName(), layer, WaitPolicy.pullTime(layer.blob().sizeBytes()));
      if (fetched.isPresent() && jib.admit(fetched.get())) {
        imported = imported.plus(fetched.get(), session.cache().isFirstUse(fetched.get()));
      }
    }
    session
        .events()
        .detail(
            "Base image %s: %d of %d layers brought, %d wanted"
                .formatted(base.reference(), imported.reports().size(), all.size(), wanted.size()));
    return imported;
  }

  /**
   * The layers that Jib will pull, because it can't leave them where they are to go
   * (docs/behaviour.md, "mounted layers").
   */
  private List<CacheLayer> lackingInTarget(List<CacheLayer> layers) {
    Optional<ImageReference> target = target();
    if (target.isEmpty()) {
      return layers;
    }
    try (RegistryAccess registry = RegistryAccess.to(target.get(), run, Side.TO)) {
      List<CacheLayer> lacking = new ArrayList<>();
      for (CacheLayer layer : layers) {
        DescriptorDigest digest = DescriptorDigest.fromHash(layer.blob().digest().hex());
        if (registry.ask(client -> client.checkBlob(digest)).isEmpty()) {
          lacking.add(layer);
        }
      }
      return lacking;
    } catch (DigestException | IOException e) {
      // Jib itself will say so, if it is any trouble to Jib.
      session.events().detail("Whether the target has the base image's layers is not known: " + e);
      return List.of();
    }
  }

  private Optional<ImageReference> target() {
    try {
      return Optional.of(ImageReference.parse(run.targetImage().orElse("")));
    } catch (InvalidImageReferenceException e) {
      session.events().detail("The target image is unknown: " + e.getMessage());
      return Optional.empty();
    }
  }
}
