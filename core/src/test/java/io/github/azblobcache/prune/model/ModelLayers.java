package io.github.azblobcache.prune.model;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** The few layers that all builds of the model are made of. */
record ModelLayers(List<LayerFile> all) {

  static final int COUNT = 5;

  static ModelLayers write(Path folder) {
    return new ModelLayers(
        IntStream.range(0, COUNT).mapToObj(seed -> layer(folder, seed)).toList());
  }

  private static LayerFile layer(Path folder, int seed) {
    try {
      RandomLayer layer = RandomLayer.write(folder, seed, 64);
      return new LayerFile(
          new Descriptor(
              MediaTypes.OCI_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
          DiffId.parse(layer.diffId()),
          layer.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One to three different layers. */
  List<LayerFile> some(Random random) {
    List<LayerFile> layers = new ArrayList<>(all);
    java.util.Collections.shuffle(layers, random);
    return layers.subList(0, 1 + random.nextInt(3));
  }

  /** A manifest of BuildKit's: a step with the layers on top of each other, and a chain of them. */
  static byte[] buildKitManifest(List<LayerFile> layers, Instant createdAt) {
    List<CacheLayer> entries = new ArrayList<>();
    for (LayerFile layer : layers) {
      entries.add(
          new CacheLayer(layer.blob(), layer.diffId(), entries.size() - 1, Optional.of(createdAt)));
    }
    CacheRecord step =
        new CacheRecord(
            Digest.of(new byte[] {1}),
            List.of(new CacheResult(entries.size() - 1, createdAt)),
            List.of(new CacheChain(List.of(0), createdAt)),
            List.of());
    return CacheConfigJson.write(new CacheConfig(entries, List.of(step), Map.of()));
  }
}
