package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts one build into a manifest; leaves there what {@link Compaction} takes away. */
final class ConfigMerge {

  private final CacheConfig config;
  private final CachedBuild build;
  private final Digest recordDigest;
  private final List<CacheLayer> layers;

  ConfigMerge(CacheConfig config, CachedBuild build) {
    this.config = config;
    this.build = build;
    this.recordDigest = CachedBuild.recordDigestOf(build.image());
    this.layers = mended();
  }

  CacheConfig merged(int keep) {
    CacheChain added = new CacheChain(indexesOfBuild(), build.createdAt());
    List<CacheRecord> records = new ArrayList<>(config.records());
    int at = recordIndex(records);
    List<CacheChain> chains = newest(keep, added, records.get(at).chains());
    records.set(at, records.get(at).withChains(chains));
    Map<Digest, String> images = new TreeMap<>(config.images());
    images.put(recordDigest, build.image());
    return new CacheConfig(layers, records, images);
  }

  // In place, for every author of the entry, because a digest has one content, so BuildKit's links
  // and parents stay right, and an entry kept beside ours could be the one that a reader believes.
  private List<CacheLayer> mended() {
    Map<Digest, BuildLayer> ours = new HashMap<>();
    for (BuildLayer layer : build.layers()) {
      ours.putIfAbsent(layer.blob().digest(), layer);
    }
    List<CacheLayer> mended = new ArrayList<>();
    for (CacheLayer entry : config.layers()) {
      BuildLayer seen = ours.get(entry.blob().digest());
      mended.add(seen != null && seen.contradicts(entry) ? mended(entry, seen) : entry);
    }
    return mended;
  }

  private static CacheLayer mended(CacheLayer entry, BuildLayer seen) {
    return new CacheLayer(seen.blob(), seen.diffId(), entry.parent(), entry.createdAt());
  }

  /** Adds the build's layers that have no entry of their own yet. */
  private List<Integer> indexesOfBuild() {
    Map<Digest, Integer> parentless = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      if (!layers.get(i).hasParent()) {
        parentless.putIfAbsent(layers.get(i).blob().digest(), i);
      }
    }
    List<Integer> indexes = new ArrayList<>();
    for (BuildLayer layer : build.layers()) {
      if (!parentless.containsKey(layer.blob().digest())) {
        parentless.put(layer.blob().digest(), add(layer));
      }
      indexes.add(parentless.get(layer.blob().digest()));
    }
    return indexes;
  }

  private int add(BuildLayer layer) {
    layers.add(
        new CacheLayer(
            layer.blob(), layer.diffId(), CacheLayer.NO_PARENT, Optional.of(build.createdAt())));
    return layers.size() - 1;
  }

  private int recordIndex(List<CacheRecord> records) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).digest().equals(recordDigest)) {
        return i;
      }
    }
    records.add(new CacheRecord(recordDigest, List.of(), List.of(), List.of()));
    return records.size() - 1;
  }

  private List<CacheChain> newest(int keep, CacheChain added, List<CacheChain> present) {
    Map<List<Digest>, CacheChain> builds = new LinkedHashMap<>();
    builds.put(BuildOrder.blobs(added, layers), added);
    for (CacheChain chain : present) {
      CacheChain same = builds.putIfAbsent(BuildOrder.blobs(chain, layers), chain);
      if (same != null) {
        builds.put(BuildOrder.blobs(chain, layers), withNewerDate(same, chain));
      }
    }
    List<CacheChain> newest = new ArrayList<>(builds.values());
    newest.sort(BuildOrder.oldestFirst(layers).reversed());
    return newest.subList(0, Math.min(keep, newest.size()));
  }

  private static CacheChain withNewerDate(CacheChain kept, CacheChain other) {
    Instant newer =
        kept.createdAt().isAfter(other.createdAt()) ? kept.createdAt() : other.createdAt();
    return new CacheChain(kept.layers(), newer);
  }
}
