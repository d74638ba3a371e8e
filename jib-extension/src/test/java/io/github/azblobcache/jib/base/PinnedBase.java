package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.jib.base.PublishedImage.Layer;
import io.github.azblobcache.jib.base.image.BaseReference;
import io.github.azblobcache.jib.base.image.PinnedImage;
import io.github.azblobcache.local.BaseImageCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A base image that is pinned by its digest, for tests that bring it into Jib's cache. */
public final class PinnedBase {

  private static final Set<Platform> AMD64 = Set.of(PublishedImage.AMD64);
  private static final int LAYERS = 3;
  private static final int LAYER_BYTES = 30_000;

  private final RegistryBase.Base base;
  private final List<LayerFile> blobs = new ArrayList<>();

  private PinnedBase(RegistryBase.Base base) {
    this.base = base;
  }

  /** Writes the image's layers and documents into a folder, the same ones each time. */
  public static PinnedBase write(Path folder) throws IOException {
    List<LayerFile> layers = new ArrayList<>();
    for (int seed = 0; seed < LAYERS; seed++) {
      RandomLayer layer = RandomLayer.write(folder, seed, LAYER_BYTES);
      layers.add(
          new LayerFile(
              new Descriptor(
                  MediaTypes.OCI_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
              DiffId.parse(layer.diffId()),
              layer.file()));
    }
    PublishedImage registry = new PublishedImage(folder);
    Digest manifest =
        registry.image(
            layers.stream()
                .map(it -> new Layer(it.blob().digest(), it.blob().sizeBytes(), it.diffId()))
                .toArray(Layer[]::new));
    BaseReference reference = BaseReference.parse("localhost:1/base@" + manifest).orElseThrow();
    PinnedBase image = new PinnedBase(new RegistryBase.Base(reference, AMD64));
    image.blobs.addAll(PinnedImage.read(manifest, AMD64, registry).orElseThrow().documents());
    image.blobs.addAll(layers);
    return image;
  }

  /** What an export gives to a cache. */
  public BuiltImage built() {
    return new BuiltImage(base.recordName(), blobs);
  }

  /**
   * Brings it into Jib's cache, as a build does.
   *
   * @param module the folder of a module that has it as its base image
   */
  public void bring(LayerCache cache, Path jibCache, Path module) throws Exception {
    JibRun run = JibRuns.of(module, "buildTar", Map.of(), "");
    BaseImage.Session session = new BaseImage.Session(cache, CacheEvents.NONE, notice -> {});
    new RegistryBase(base, run, in(jibCache), session).bring();
  }

  /** Whether Jib would read nothing else. */
  public boolean isIn(Path jibCache) throws IOException {
    return in(jibCache).has(base.reference(), AMD64);
  }

  /** Whether Jib remembers it, whatever else Jib has. */
  public boolean isRememberedIn(Path jibCache) throws IOException {
    return in(jibCache).metadata(base.reference()).isPresent();
  }

  private static JibBaseCache in(Path jibCache) throws IOException {
    return JibBaseCache.in(new BaseImageCacheDirectory(new JibCacheDirectory(jibCache)));
  }
}
