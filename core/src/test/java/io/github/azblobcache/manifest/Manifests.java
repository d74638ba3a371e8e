package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small manifests and random ones, for the tests of this package. */
public final class Manifests {

  public static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
  public static final ManifestName NAME = new ManifestName("main");

  private Manifests() {}

  public static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The layer with this name: its digest, diffID and size follow from the name. */
  static BuildLayer layer(String name) {
    return new BuildLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, digest("gzip " + name), 100 + name.length()),
        new DiffId(digest("tar " + name)));
  }

  public static CacheLayer entry(String name, int parent) {
    return entry(layer(name), parent);
  }

  static CacheLayer entry(BuildLayer layer, int parent) {
    return new CacheLayer(layer.blob(), layer.diffId(), parent, Optional.of(daysAgo(9)));
  }

  public static CachedBuild build(String image, Instant createdAt, String... layers) {
    return new CachedBuild(image, Stream.of(layers).map(Manifests::layer).toList(), createdAt);
  }

  static List<Digest> digests(List<CacheLayer> layers) {
    return layers.stream().map(layer -> layer.blob().digest()).toList();
  }

  static List<Digest> blobs(String... layers) {
    return Stream.of(layers).map(name -> layer(name).blob().digest()).toList();
  }

  public static byte[] sample(String name) {
    try (InputStream in = Manifests.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  static CachedBuild randomBuild(Random random) {
    String[] layers =
        random.ints(1 + random.nextInt(4), 0, 8).mapToObj(i -> "l" + i).toArray(String[]::new);
    return build("image" + random.nextInt(3), daysAgo(random.nextInt(6)), layers);
  }

  /** A config as BuildKit might write it: results, parents, links, several entries of a blob. */
  static CacheConfig randomForeign(Random random) {
    List<CacheLayer> layers = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      layers.add(entry("l" + random.nextInt(8), random.nextInt(layers.size() + 1) - 1));
    }
    List<CacheRecord> records = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      records.add(randomRecord(random, layers.size(), records.size()));
    }
    return new CacheConfig(layers, records, Map.of());
  }

  public static CacheConfig randomConfig(Random random) {
    CacheConfig config = randomForeign(random);
    Map<Digest, String> images = new TreeMap<>();
    config.records().forEach(record -> images.put(record.digest(), "name \"" + random.nextInt()));
    return new CacheConfig(config.layers(), config.records(), images);
  }

  private static CacheRecord randomRecord(Random random, int layers, int records) {
    List<CacheResult> results = new ArrayList<>();
    List<CacheChain> chains = new ArrayList<>();
    for (int i = layers == 0 ? 0 : random.nextInt(3); i > 0; i--) {
      results.add(new CacheResult(random.nextInt(layers), randomTime(random)));
      chains.add(
          new CacheChain(
              random.ints(random.nextInt(3), 0, layers).boxed().toList(), randomTime(random)));
    }
    List<List<CacheInput>> inputs = new ArrayList<>();
    for (int i = records == 0 ? 0 : random.nextInt(3); i > 0; i--) {
      inputs.add(
          random
              .ints(1 + random.nextInt(2), 0, records)
              .mapToObj(link -> new CacheInput(random.nextBoolean() ? "" : "/séléctor<", link))
              .toList());
    }
    return new CacheRecord(digest("record " + random.nextInt(20)), results, chains, inputs);
  }

  private static Instant randomTime(Random random) {
    return random.nextInt(5) == 0
        ? GoTime.ZERO
        : NOW.minusSeconds(random.nextInt(1_000_000)).plusNanos(random.nextInt(1_000) * 1_000L);
  }
}
