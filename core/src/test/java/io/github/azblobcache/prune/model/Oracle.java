package io.github.azblobcache.prune.model;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.Layout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Knows what is in the store, and throws as soon as it is not what the protocol promises:
 *
 * <ul>
 *   <li>What a build of ours names is there, at any time.
 *   <li>What a BuildKit export has uploaded and its manifest names is there, at any time.
 *   <li>What one manifest has named since before prune began to list blobs is not deleted.
 * </ul>
 */
final class Oracle {

  private record Named(String manifest, Digest blob) {}

  private final Layout layout;
  private final Set<Digest> blobs = new HashSet<>();
  private final Map<String, CacheConfig> manifests = new TreeMap<>();
  private final Map<Named, Integer> namedSince = new HashMap<>();
  private final Map<String, Set<Digest>> uploadedByBuildKit = new HashMap<>();
  private final Map<Steps.Actor, Integer> listedAt = new HashMap<>();
  private final Map<Steps.Actor, Set<Digest>> uploads = new HashMap<>();
  private int time;
  private int deletions;

  Oracle(Layout layout) {
    this.layout = layout;
  }

  void blobIsThere(BlobKey key) {
    blobs.add(layout.digestOf(key).orElseThrow());
  }

  /** Prune begins to list blobs. */
  void listsBlobs(Steps.Actor pruner) {
    listedAt.put(pruner, time++);
  }

  /** A BuildKit export has uploaded a blob that was not there. */
  void uploads(Steps.Actor buildKit, Digest blob) {
    uploads.computeIfAbsent(buildKit, key -> new HashSet<>()).add(blob);
  }

  void manifestSays(BlobKey key, byte[] json, Steps.Actor writer) {
    String name = key.path();
    CacheConfig config = parse(json);
    manifests.put(name, config);
    time++;
    namedSince
        .keySet()
        .removeIf(it -> it.manifest().equals(name) && !config.blobs().contains(it.blob()));
    config.blobs().forEach(blob -> namedSince.putIfAbsent(new Named(name, blob), time));
    check(writer);
  }

  /** A BuildKit export replaces a manifest, whatever it said. */
  void buildKitSays(BlobKey key, byte[] json, Steps.Actor writer) {
    Set<Digest> uploaded = uploads.remove(writer);
    uploadedByBuildKit.put(key.path(), uploaded == null ? Set.of() : uploaded);
    manifestSays(key, json, writer);
  }

  void isDeleted(BlobKey key, Steps.Actor by) {
    Optional<Digest> blob = layout.digestOf(key);
    time++;
    if (blob.isEmpty()) {
      manifests.remove(key.path());
      namedSince.keySet().removeIf(it -> it.manifest().equals(key.path()));
      uploadedByBuildKit.remove(key.path());
      return;
    }
    deletions++;
    blobs.remove(blob.get());
    namedSince.forEach(
        (named, since) -> {
          if (named.blob().equals(blob.get()) && since < listedAt.getOrDefault(by, 0)) {
            throw new IllegalStateException(
                by + " deleted what stood named all the while: " + named);
          }
        });
    check(by);
  }

  /** How many blobs were deleted so far. */
  int deletions() {
    return deletions;
  }

  private void check(Steps.Actor last) {
    manifests.forEach(
        (name, config) -> {
          Set<Digest> owed = named(config, part -> !part.isForeign());
          Set<Digest> uploaded = new HashSet<>(uploadedByBuildKit.getOrDefault(name, Set.of()));
          uploaded.retainAll(named(config, CachePart::isForeign));
          owed.addAll(uploaded);
          owed.removeAll(blobs);
          if (!owed.isEmpty()) {
            throw new IllegalStateException(
                "After " + last + ", " + name + " names blobs that are gone: " + owed);
          }
        });
  }

  private static Set<Digest> named(CacheConfig config, Predicate<CachePart> which) {
    return config.parts().stream()
        .filter(which)
        .flatMap(part -> part.blobs().stream())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static CacheConfig parse(byte[] json) {
    try {
      return CacheConfigJson.parse(new ManifestName("model"), json);
    } catch (ManifestFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
