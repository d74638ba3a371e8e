package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.jib.base.JibRun.Side;
import io.github.azblobcache.manifest.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.transfer.CacheEvents;
import io.github.azblobcache.transfer.FetchedLayer;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.Patience;
import java.io.IOException;
import java.security.DigestException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings what Jib is about to read of a base image in a registry, and nothing else.
 *
 * @param base which image, and for which platforms
 * @param cache where from
 * @param jib where to
 * @param events told of it
 */
record RegistryBase(Base base, LayerCache cache, JibBaseCache jib, CacheEvents events) {

  /**
   * A base image of a build.
   *
   * @param reference its name
   * @param platforms the platforms that are built
   */
  record Base(BaseReference reference, Collection<Platform> platforms) {

    /** How a cache names it. */
    String recordName() {
      return ImageNames.ofBase(
          reference.toString(),
          platforms.stream().map(it -> it.getOs() + "/" + it.getArchitecture()).toList());
    }
  }

  /**
   * What was brought.
   *
   * @param image the image, where its digest led to all of its documents
   * @param layers how many layers are there that were not
   * @param bytes their size, compressed
   */
  record Brought(Optional<PinnedImage> image, int layers, long bytes) {
    static final Brought NOTHING = new Brought(Optional.empty(), 0, 0);
  }

  /**
   * Brings what Jib will read.
   *
   * @throws IOException if it can't be kept in Jib's cache
   */
  Brought bring(JibRun run) throws IOException {
    List<CacheLayer> known =
        jib.has(base.reference(), base.platforms())
            ? List.of()
            : cache.newestBuild(base.recordName());
    if (known.isEmpty()) {
      return Brought.NOTHING;
    }
    Optional<PinnedImage> image = image(known);
    if (image.isPresent()) {
      return bring(image.get());
    }
    List<CacheLayer> layers =
        known.stream().filter(it -> MediaTypes.isGzipLayer(it.blob().mediaType())).toList();
    return count(layers, run.readsAllBaseLayers() ? layers : lackingInTarget(layers, run));
  }

  private Optional<PinnedImage> image(List<CacheLayer> known) throws IOException {
    Optional<Digest> pinned = base.reference().pinned();
    if (pinned.isEmpty()) {
      return Optional.empty();
    }
    cache.prefetch(base.recordName(), blob -> jib.directory().hasLayer(blob.blob().digest()));
    try {
      return PinnedImage.read(pinned.get(), base.platforms(), new CachedDocuments(cache, known));
    } catch (IOException e) {
      events.warning("The base image " + base.reference() + " can't be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  // All or nothing would do for Jib, but what is there need not be pulled.
  private Brought bring(PinnedImage image) throws IOException {
    List<CacheLayer> layers = image.metadata().layers(base.platforms()).orElseThrow();
    Brought brought = count(layers, layers);
    if (layers.stream().allMatch(layer -> jib.directory().hasLayer(layer.blob().digest()))) {
      // Last: where Jib sees it, it expects the layers.
      jib.remember(base.reference(), image.metadata());
      events.detail("The base image " + base.reference() + " needs no registry");
    }
    return new Brought(Optional.of(image), brought.layers(), brought.bytes());
  }

  private Brought count(List<CacheLayer> all, List<CacheLayer> wanted) throws IOException {
    Set<CacheLayer> absent = new LinkedHashSet<>(wanted);
    absent.removeIf(layer -> jib.directory().hasLayer(layer.blob().digest()));
    // Begins with all of them at once.
    cache.prefetch(base.recordName(), layer -> !absent.contains(layer));
    int layers = 0;
    long bytes = 0;
    for (CacheLayer layer : absent) {
      Optional<FetchedLayer> fetched =
          cache.fetch(layer, Patience.pullTime(layer.blob().sizeBytes()));
      if (fetched.isPresent() && jib.directory().admit(fetched.get())) {
        layers++;
        bytes += cache.isFirstUse(fetched.get()) ? layer.blob().sizeBytes() : 0;
      }
    }
    events.detail(
        "Base image %s: %d of %d layers brought, %d wanted"
            .formatted(base.reference(), layers, all.size(), wanted.size()));
    return new Brought(Optional.empty(), layers, bytes);
  }

  /** The layers that Jib will pull, because it can't leave them where they are to go. */
  private List<CacheLayer> lackingInTarget(List<CacheLayer> layers, JibRun run) {
    try {
      ImageReference target = ImageReference.parse(run.targetImage().orElse(""));
      RegistryAccess registry = new RegistryAccess(target, run, Side.TO);
      List<CacheLayer> lacking = new java.util.ArrayList<>();
      for (CacheLayer layer : layers) {
        DescriptorDigest digest = DescriptorDigest.fromHash(layer.blob().digest().hex());
        if (registry.ask(client -> client.checkBlob(digest)).isEmpty()) {
          lacking.add(layer);
        }
      }
      return lacking;
    } catch (InvalidImageReferenceException | DigestException | IOException e) {
      // Jib itself will say so, if it is any trouble to Jib.
      events.detail("Whether the target has the base image's layers is not known: " + e);
      return List.of();
    }
  }
}
