package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.entries.KnownBuild;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one cache manifest says: BuildKit's cache config v0, and which of its records are images.
 *
 * <p>Every index is within its list and no links lead round in a circle, so BuildKit can read
 * everything that this type can hold. What a manifest says about a blob is only a claim, because
 * everyone who can write to the store can make it.
 *
 * @param layers the layers, in no order that means anything
 * @param records BuildKit's and ours, in no order that means anything
 * @param images for people to read: the names of the images behind the digests of our records; a
 *     hint that BuildKit drops when it writes, so nothing depends on it
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.32.2/cache/remotecache/v1/types/spec.go">BuildKit,
 *     CacheConfig</a>
 */
public record CacheConfig(
    List<CacheLayer> layers, List<CacheRecord> records, Map<Digest, String> images) {

  /** What a manifest that does not exist says. */
  public static final CacheConfig EMPTY = new CacheConfig(List.of(), List.of(), Map.of());

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if an index is out of bounds, links lead round in a circle, or
   *     an image has no record
   */
  public CacheConfig {
    layers = List.copyOf(layers);
    records = List.copyOf(records);
    images = Collections.unmodifiableMap(new TreeMap<>(images));
    ConfigCheck.requireReadable(layers, records);
    Set<Digest> nameless = new HashSet<>(images.keySet());
    for (CacheRecord record : records) {
      nameless.remove(record.digest());
    }
    if (!nameless.isEmpty()) {
      throw new IllegalArgumentException("An image has no record: " + images);
    }
  }

  /**
   * The layers that may have this diffID, one per digest, those of the newest builds first. Only
   * gzipped ones: Jib can use no other.
   */
  public List<CacheLayer> candidates(DiffId diffId) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      CacheLayer layer = layers.get(i);
      if (layer.diffId().equals(diffId) && MediaTypes.isGzipLayer(layer.blob().mediaType())) {
        candidates.add(i);
      }
    }
    return newestFirst(candidates);
  }

  /** The layers of the newest build of an image, lowest first; empty if there is none. */
  public List<CacheLayer> newestBuild(String image) {
    Optional<CacheChain> newest = newestChain(image);
    return newest.isPresent() ? layersOf(newest.get()) : List.of();
  }

  private List<CacheLayer> layersOf(CacheChain chain) {
    List<CacheLayer> build = new ArrayList<>();
    for (int index : chain.layers()) {
      build.add(layers.get(index));
    }
    return List.copyOf(build);
  }

  /** The builds of an image, newest first; empty if there are none. */
  public List<KnownBuild> builds(String image) {
    List<KnownBuild> builds = new ArrayList<>();
    for (CacheChain chain : newestFirst(image)) {
      builds.add(
          new KnownBuild(
              Optional.of(CachedBuild.recordDigestOf(image)), chain.createdAt(), layersOf(chain)));
    }
    return builds;
  }

  /** When the newest build of an image was made; empty if there is none. */
  public Optional<Instant> newestBuildTime(String image) {
    Optional<CacheChain> newest = newestChain(image);
    return newest.isEmpty() ? Optional.empty() : Optional.of(newest.get().createdAt());
  }

  /**
   * Whether the newest build of the image has these very layers, so that {@link #withBuild} would
   * change no more than a date.
   */
  public boolean names(CachedBuild build) {
    List<Digest> newest = new ArrayList<>();
    for (CacheLayer layer : newestBuild(build.image())) {
      newest.add(layer.blob().digest());
    }
    return newest.equals(build.blobs()) && !isContradictedBy(build);
  }

  private boolean isContradictedBy(CachedBuild build) {
    for (BuildLayer ours : build.layers()) {
      for (CacheLayer layer : layers) {
        if (ours.contradicts(layer)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * This manifest with one more build, and without what no longer belongs to any.
   *
   * <ul>
   *   <li>The image's record keeps the newest {@code keep} builds, newest first. A build of the
   *       same layers as an older one takes its place.
   *   <li>An entry that says something else of a digest than the build does is set right: the build
   *       has seen the bytes.
   *   <li>Layers that no record leads to are dropped.
   *   <li>All else stays what it was, BuildKit's records above all, though at other indexes: layers
   *       and records are sorted by digest, as BuildKit sorts them.
   * </ul>
   *
   * <p>Builds may be put in one after the other in any order: the same builds are kept, so that
   * exporters that lose a race need only read and merge again.
   *
   * @param keep how many builds of one image to keep, at least 1
   * @throws IllegalArgumentException if {@code keep} is less than 1
   */
  public CacheConfig withBuild(CachedBuild build, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("At least one build has to be kept, not " + keep);
    }
    return Compaction.of(new ConfigMerge(this, build).merged(keep));
  }

  /**
   * What this manifest can lose: the builds of its images, and BuildKit's part if it has one.
   * Layers that belong to none of them are lost with the next part that is.
   */
  public List<CachePart> parts() {
    return new ConfigParts(this).all();
  }

  /**
   * The builds that this manifest remembers: those of images in its own order, then BuildKit's,
   * newest first, of which no more than 50 are found.
   */
  public List<KnownBuild> builds() {
    return KnownBuilds.of(this);
  }

  /**
   * This manifest without some of its {@link #parts}, and without what no longer belongs to any. An
   * image without builds is deleted. All else stays what it was, though at other indexes.
   *
   * @param gone what is not in this manifest does not count; if nothing is, it stays as it is
   */
  public CacheConfig without(Set<CachePart> gone) {
    return new ConfigParts(this).without(gone);
  }

  /** The digests of all layers: what must not be pruned while this manifest exists. */
  public Set<Digest> blobs() {
    return layers.stream()
        .map(layer -> layer.blob().digest())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<CacheChain> newestChain(String image) {
    Digest key = CachedBuild.recordDigestOf(image);
    for (CacheRecord record : records) {
      if (record.digest().equals(key) && !record.chains().isEmpty()) {
        return Optional.of(Collections.max(record.chains(), BuildOrder.oldestFirst(layers)));
      }
    }
    return Optional.empty();
  }

  private List<CacheChain> newestFirst(String image) {
    Digest key = CachedBuild.recordDigestOf(image);
    List<CacheChain> chains = new ArrayList<>();
    for (CacheRecord record : records) {
      if (record.digest().equals(key)) {
        chains.addAll(record.chains());
      }
    }
    chains.sort(BuildOrder.oldestFirst(layers).reversed());
    return chains;
  }

  private List<CacheLayer> newestFirst(List<Integer> wanted) {
    // Most often there is one, whose age does not count.
    return wanted.size() == 1
        ? List.of(layers.get(wanted.get(0)))
        : new LayerAges(this).newestFirst(wanted);
  }
}
