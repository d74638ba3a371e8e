package io.github.azblobcache.transfer.export;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.oci.LayerFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers of an image that has been built, to be exported.
 *
 * @param name which image, for instance {@code com.acme:shop}
 * @param layers its layers, from the bottom
 * @param files which files the layers have, for people to read; empty if that is not known
 * @param isDatedAnew whether a cache that names this very build is to say when it was made last;
 *     otherwise that is said about twice a day
 */
public record BuiltImage(
    String name, List<LayerFile> layers, Optional<LayerFile> files, boolean isDatedAnew) {

  /** Copies the list. */
  public BuiltImage {
    layers = List.copyOf(layers);
  }

  /** An image of which only the layers are known. */
  public BuiltImage(String name, List<LayerFile> layers) {
    this(name, layers, Optional.empty(), false);
  }

  /** An image whose last build need not be dated to the minute. */
  public BuiltImage(String name, List<LayerFile> layers, Optional<LayerFile> files) {
    this(name, layers, files, false);
  }

  /** All that the export needs to find in the store before a manifest names it. */
  List<LayerFile> blobs() {
    List<LayerFile> blobs = new ArrayList<>(layers);
    if (files.isPresent()) {
      blobs.add(files.get());
    }
    return List.copyOf(blobs);
  }

  /**
   * What a manifest is to name: the image, and its file lists. Where those are not known, the
   * newest that the manifest has are in use, and get a new date as the image does.
   *
   * @param config what the manifest says now
   */
  List<CachedBuild> builds(Instant createdAt, CacheConfig config) {
    List<BuildLayer> lists =
        files.isPresent()
            ? built(List.of(files.get()))
            : known(config.newestBuild(FileListsName.of(name)));
    List<CachedBuild> builds = new ArrayList<>();
    builds.add(new CachedBuild(name, built(layers), createdAt));
    if (!lists.isEmpty()) {
      builds.add(new CachedBuild(FileListsName.of(name), lists, createdAt));
    }
    return builds;
  }

  private static List<BuildLayer> built(List<LayerFile> layers) {
    List<BuildLayer> built = new ArrayList<>();
    for (LayerFile layer : layers) {
      built.add(new BuildLayer(layer.blob(), layer.diffId()));
    }
    return built;
  }

  private static List<BuildLayer> known(List<CacheLayer> layers) {
    List<BuildLayer> known = new ArrayList<>();
    for (CacheLayer layer : layers) {
      known.add(new BuildLayer(layer.blob(), layer.diffId()));
    }
    return known;
  }
}
