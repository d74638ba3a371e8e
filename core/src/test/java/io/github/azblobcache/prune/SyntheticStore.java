package io.github.azblobcache.prune;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Layout;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A container of any size that takes no memory: what is in it follows from its number.
 *
 * <p>Half of the blobs are named. Manifest {@code m} has five builds of ten layers each, the oldest
 * two of them over 30 days old; all blobs are over a day old.
 */
final class SyntheticStore implements BlobStore {

  static final int BUILDS = 5;

  private final int blobs;
  private final int manifests;
  private final Instant now;

  SyntheticStore(int blobs, int manifests, Instant now) {
    this.blobs = blobs;
    this.manifests = manifests;
    this.now = now;
  }

  // In the order of the numbers, so that the listing is in order without sorting.
  private static Digest digest(int number) {
    return new Digest(String.format("%016x", number * 0x1000_0000_0000L).concat("5a".repeat(24)));
  }

  private static BlobStat stat(BlobKey key, int number, Instant lastModified) {
    return new BlobStat(
        key, 1_000_000 + number, lastModified, String.format("\"0x8DE%012X\"", number));
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) {
    return IntStream.range(0, count(prefix)).mapToObj(i -> blob(prefix, i));
  }

  /** Some of a listing: from a number on, and no more than so many. */
  List<BlobStat> page(String prefix, int from, int atMost) {
    int end = Math.min(count(prefix), from + atMost);
    return IntStream.range(from, end).mapToObj(i -> blob(prefix, i)).toList();
  }

  private int count(String prefix) {
    return prefix.equals(Layout.DEFAULT.blobsRoot()) ? blobs : manifests;
  }

  private BlobStat blob(String prefix, int number) {
    return prefix.equals(Layout.DEFAULT.blobsRoot())
        ? stat(Layout.DEFAULT.blob(digest(number)), number, daysAgo(2 + number % 90))
        : stat(manifest(number), number, daysAgo(1));
  }

  // In the order of the numbers too.
  private static BlobKey manifest(int number) {
    return Layout.DEFAULT.manifest(String.format("branch-%06d", number));
  }

  private Instant daysAgo(int days) {
    return now.minus(Duration.ofDays(days));
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) {
    int number = Integer.parseInt(key.path().substring(key.path().lastIndexOf('-') + 1));
    byte[] json = CacheConfigJson.write(config(number));
    BlobStat stat = stat(key, number, daysAgo(1));
    return Optional.of(new BlobContent(stat, new ByteArrayInputStream(json)));
  }

  private CacheConfig config(int manifest) {
    CacheConfig config = CacheConfig.EMPTY;
    int layers = blobs / 2 / manifests / BUILDS;
    for (int build = 0; build < BUILDS; build++) {
      int first = (manifest * BUILDS + build) * layers;
      config =
          config.withBuild(
              new CachedBuild(
                  "com.acme:shop",
                  IntStream.range(first, first + layers).mapToObj(this::layer).toList(),
                  daysAgo(5 + 10 * build)),
              BUILDS);
    }
    return config;
  }

  private BuildLayer layer(int number) {
    return new BuildLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, digest(number * 2), 1_000_000 + number),
        new DiffId(digest(number)));
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes) {
    return Optional.of(new BlobStat(key, bytes.length, now, "replaced"));
  }

  @Override
  public boolean deleteIfUnchanged(BlobStat seen) {
    return true;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean touch(BlobKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
