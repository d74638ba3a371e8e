package io.github.azblobcache.transfer;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Caches on a store of a test's own, and layers to put into it. */
public final class TestCaches {

  static final Layout LAYOUT = Layout.DEFAULT;

  final List<String> warnings = new CopyOnWriteArrayList<>();
  final List<String> details = new CopyOnWriteArrayList<>();
  private final Path folder;
  private final BlobStore store;

  /**
   * @param folder for layers, and for those on their way
   */
  public TestCaches(Path folder, BlobStore store) {
    this.folder = folder;
    this.store = store;
  }

  /** A session that imports from the cache with these names, and exports to it. */
  public LayerCache open(String... names) {
    return open(both(names));
  }

  /** The settings of a session that imports from the cache with these names, and exports to it. */
  CacheSettings both(String... names) {
    CacheDescription description = described(false, names);
    return new CacheSettings(List.of(description), List.of(description), false);
  }

  LayerCache open(CacheSettings settings) {
    return open(settings, Duration.ofMinutes(1));
  }

  LayerCache open(CacheSettings settings, Duration firstAnswer) {
    return new LayerCache(
        settings,
        location -> store,
        folder.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(firstAnswer),
        CacheEvents.to(warnings::add, details::add));
  }

  public static CacheDescription described(boolean ignoreError, String... names) {
    return new CacheDescription(
        new DirectoryLocation(Path.of("unused")),
        LAYOUT,
        Stream.of(names).map(ManifestName::new).toList(),
        CacheMode.MIN,
        ignoreError);
  }

  /** A layer of three kilobytes. */
  public LayerFile layer(int seed) {
    return layer(seed, 3000);
  }

  LayerFile layer(int seed, int contentBytes) {
    try {
      RandomLayer layer = RandomLayer.write(folder.resolve("layers"), seed, contentBytes);
      return new LayerFile(
          new Descriptor(
              MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
          DiffId.parse(layer.diffId()),
          layer.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
