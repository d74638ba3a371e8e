package io.github.azblobcache.manifest;

import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.oci.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes a manifest apart into what can go on its own.
 *
 * <p>A record is an image's if the manifest calls it one, it has nothing but chains, and no other
 * record leads to it. All other records are BuildKit's, and lead to each other only, so they go
 * together.
 */
final class ConfigParts {

  private static final int DROPPED = -1;

  private final CacheConfig config;
  private final boolean[] isImage;

  ConfigParts(CacheConfig config) {
    this.config = config;
    this.isImage = new boolean[config.records().size()];
    for (int i = 0; i < isImage.length; i++) {
      CacheRecord record = config.records().get(i);
      isImage[i] =
          config.images().containsKey(record.digest())
              && record.results().isEmpty()
              && record.inputs().isEmpty();
    }
    config.records().stream()
        .flatMap(record -> record.inputs().stream().flatMap(List::stream))
        .forEach(input -> isImage[input.link()] = false);
  }

  /** The builds of the images, in the manifest's order; then BuildKit's part if it has one. */
  List<CachePart> all() {
    List<CachePart> parts = new ArrayList<>();
    records(true)
        .forEach(
            record -> record.chains().forEach(chain -> parts.add(part(record.digest(), chain))));
    List<CacheRecord> foreign = foreign();
    if (!foreign.isEmpty()) {
      parts.add(new CachePart(Optional.empty(), GoTime.ZERO, blobs(foreign)));
    } else if (parts.isEmpty() && !config.layers().isEmpty()) {
      parts.add(new CachePart(Optional.empty(), GoTime.ZERO, config.blobs()));
    }
    return parts;
  }

  /** The records of the images, in the manifest's order. */
  List<CacheRecord> images() {
    return records(true).toList();
  }

  /** BuildKit's records, in the manifest's order. */
  List<CacheRecord> foreign() {
    return records(false).toList();
  }

  CacheConfig without(Set<CachePart> gone) {
    if (all().stream().noneMatch(gone::contains)) {
      return config;
    }
    boolean keepsForeign = gone.stream().noneMatch(CachePart::isForeign);
    List<CacheRecord> left = new ArrayList<>();
    int[] newIndex = new int[isImage.length];
    for (int i = 0; i < isImage.length; i++) {
      CacheRecord record = config.records().get(i);
      Optional<CacheRecord> kept =
          isImage[i] ? without(record, gone) : Optional.of(record).filter(r -> keepsForeign);
      newIndex[i] = kept.isPresent() ? left.size() : DROPPED;
      kept.ifPresent(left::add);
    }
    List<CacheRecord> relinked = left.stream().map(record -> relinked(record, newIndex)).toList();
    Map<Digest, String> images = new TreeMap<>(config.images());
    images.keySet().retainAll(relinked.stream().map(CacheRecord::digest).toList());
    return Compaction.of(new CacheConfig(config.layers(), relinked, images));
  }

  private Optional<CacheRecord> without(CacheRecord record, Set<CachePart> gone) {
    List<CacheChain> chains =
        record.chains().stream()
            .filter(chain -> !gone.contains(part(record.digest(), chain)))
            .toList();
    return Optional.of(record.withChains(chains)).filter(it -> !it.chains().isEmpty());
  }

  private static CacheRecord relinked(CacheRecord record, int[] newIndex) {
    return new CacheRecord(
        record.digest(),
        record.results(),
        record.chains(),
        record.inputs().stream()
            .map(
                input ->
                    input.stream()
                        .map(link -> new CacheInput(link.selector(), newIndex[link.link()]))
                        .toList())
            .toList());
  }

  private Stream<CacheRecord> records(boolean ofImages) {
    return IntStream.range(0, isImage.length)
        .filter(i -> isImage[i] == ofImages)
        .mapToObj(config.records()::get);
  }

  private CachePart part(Digest image, CacheChain chain) {
    return new CachePart(Optional.of(image), chain.createdAt(), blobs(chain.layers().stream()));
  }

  private Set<Digest> blobs(List<CacheRecord> records) {
    return blobs(
        records.stream()
            .flatMap(
                record ->
                    Stream.concat(
                        record.results().stream().map(CacheResult::layer),
                        record.chains().stream().flatMap(chain -> chain.layers().stream()))));
  }

  /** What these layers and all below them are called; each entry is walked over once. */
  private Set<Digest> blobs(Stream<Integer> tops) {
    Set<Digest> blobs = new HashSet<>();
    Set<Integer> seen = new HashSet<>();
    tops.forEach(
        top -> {
          for (int i = top;
              i != CacheLayer.NO_PARENT && seen.add(i);
              i = config.layers().get(i).parent()) {
            blobs.add(config.layers().get(i).blob().digest());
          }
        });
    return blobs;
  }
}
