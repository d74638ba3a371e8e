package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.TickingClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store in memory with blobs and manifests of any age; layer {@code a} has 100 bytes. */
public final class PruneFixture {

  public static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
  public static final int LAYER_BYTES = 100;

  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));

  private final TickingClock clock = new TickingClock(LONG_AGO);
  private final MemoryBlobStore store = new MemoryBlobStore(clock);
  private final Map<String, CacheConfig> configs = new TreeMap<>();

  public MemoryBlobStore store() {
    return store;
  }

  public static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private static byte[] bytes(String layer) {
    return (layer + "#".repeat(LAYER_BYTES - layer.length())).getBytes(StandardCharsets.UTF_8);
  }

  public static Digest digest(String layer) {
    return Digest.of(bytes(layer));
  }

  public static BuildLayer layer(String layer) {
    return new BuildLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, digest(layer), LAYER_BYTES),
        new DiffId(Digest.of(("tar " + layer).getBytes(StandardCharsets.UTF_8))));
  }

  /** Must be called with the oldest first: the clock does not go back. */
  private void at(int daysAgo) {
    clock.advance(Duration.between(clock.instant(), daysAgo(daysAgo)));
  }

  public PruneFixture blob(int daysAgo, String... layers) throws IOException {
    at(daysAgo);
    for (String layer : layers) {
      put(Layout.DEFAULT.blob(digest(layer)), bytes(layer));
    }
    return this;
  }

  /** Exports a build: its blobs are as old as it, those that were there before are re-dated. */
  public PruneFixture build(int daysAgo, String manifest, String image, String... layers)
      throws IOException {
    at(daysAgo);
    for (String layer : layers) {
      BlobKey key = Layout.DEFAULT.blob(digest(layer));
      if (!store.touch(key)) {
        put(key, bytes(layer));
      }
    }
    return build(
        daysAgo,
        manifest,
        image,
        Stream.of(layers).map(PruneFixture::layer).toArray(BuildLayer[]::new));
  }

  /** Puts a build into a manifest, whether or not its blobs are there. */
  public PruneFixture build(int daysAgo, String manifest, String image, BuildLayer... layers)
      throws IOException {
    CachedBuild build = new CachedBuild(image, List.of(layers), daysAgo(daysAgo));
    CacheConfig config = configs.getOrDefault(manifest, CacheConfig.EMPTY).withBuild(build, 50);
    configs.put(manifest, config);
    return manifest(daysAgo, manifest, CacheConfigJson.write(config));
  }

  public PruneFixture manifest(int daysAgo, String name, byte[] bytes) throws IOException {
    at(daysAgo);
    BlobKey key = Layout.DEFAULT.manifest(name);
    store.replaceIfUnchanged(key, store.stat(key), bytes);
    return this;
  }

  public PruneFixture put(BlobKey key, byte[] bytes) throws IOException {
    Path file = Files.createTempFile("blob", null);
    try {
      Files.write(file, bytes);
      store.putIfAbsent(key, file);
    } finally {
      Files.delete(file);
    }
    return this;
  }

  /** A pruner that looks at the store now. */
  public Pruner pruner() {
    return pruner(store);
  }

  public Pruner pruner(BlobStore through) {
    at(0);
    return new Pruner(through, Layout.DEFAULT, new Parallel(1), StepListener.NONE);
  }

  public PruneReport prune(PrunePolicy policy) throws IOException {
    Pruner pruner = pruner();
    return pruner.execute(pruner.plan(policy));
  }

  /** The names of all layers that are still there, of those given. */
  public String left(String... layers) throws IOException {
    StringBuilder left = new StringBuilder();
    for (String layer : layers) {
      Optional<BlobStat> stat = store.stat(Layout.DEFAULT.blob(digest(layer)));
      left.append(stat.isPresent() ? layer : "");
    }
    return left.toString();
  }

  public List<String> keys() throws IOException {
    try (Stream<BlobStat> blobs = store.list("")) {
      return blobs.map(blob -> blob.key().path()).collect(Collectors.toList());
    }
  }
}
