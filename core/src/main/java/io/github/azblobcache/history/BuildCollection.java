package io.github.azblobcache.history;

import io.github.azblobcache.inventory.ManifestsReader;
import io.github.azblobcache.inventory.StoredManifest;
import io.github.azblobcache.inventory.UnreadManifest;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.entries.KnownBuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts together, from all manifests, the builds of each image. For use by any thread. */
final class BuildCollection implements ManifestsReader.Receiver {

  static final String BUILDKIT = "(BuildKit)";

  // Says which image a tag pointed to, and has no layers.
  private static final String TAG = "tag of base image ";

  private final Predicate<String> wanted;
  private final Map<String, Map<Digest, PastBuild>> images = new TreeMap<>();
  private final Map<String, Set<Descriptor>> lists = new HashMap<>();
  private final List<UnreadManifest> unread = new ArrayList<>();
  private final TreeSet<String> unwanted = new TreeSet<>();

  /**
   * @param wanted says which images count
   */
  BuildCollection(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  @Override
  public void read(StoredManifest manifest) {
    Map<Digest, String> names = manifest.config().images();
    List<KnownBuild> builds = new ArrayList<>();
    Map<String, Map<Instant, Descriptor>> fileLists = new HashMap<>();
    for (KnownBuild build : manifest.config().builds()) {
      String name = build.image().map(names::get).orElse(BUILDKIT);
      if (!FileListsName.isOne(name)) {
        builds.add(build);
      } else if (build.layers().size() == 1) {
        fileLists
            .computeIfAbsent(FileListsName.imageOf(name), image -> new HashMap<>())
            .put(build.createdAt(), build.layers().get(0).blob());
      }
    }
    fileLists.forEach((image, blobs) -> add(image, blobs.values()));
    for (KnownBuild build : builds) {
      String image = build.image().map(names::get).orElse(BUILDKIT);
      Instant when = build.isDated() ? build.createdAt() : manifest.stat().lastModified();
      add(
          image,
          new PastBuild(
              PastBuild.chainId(build.layers()),
              when,
              List.of(manifest.name().value()),
              build.layers(),
              Optional.ofNullable(fileLists.getOrDefault(image, Map.of()).get(build.createdAt()))));
    }
  }

  private synchronized void add(String image, Collection<Descriptor> fileLists) {
    lists.computeIfAbsent(image, name -> new HashSet<>()).addAll(fileLists);
  }

  private synchronized void add(String image, PastBuild build) {
    if (image.startsWith(TAG)) {
      return;
    }
    if (wanted.test(image)) {
      images
          .computeIfAbsent(image, name -> new HashMap<>())
          .merge(build.id(), build, BuildCollection::together);
    } else {
      unwanted.add(image);
    }
  }

  private static PastBuild together(PastBuild one, PastBuild other) {
    PastBuild newer = one.exportedAt().isBefore(other.exportedAt()) ? other : one;
    return new PastBuild(
        newer.id(),
        newer.exportedAt(),
        Stream.concat(one.names().stream(), other.names().stream()).distinct().sorted().toList(),
        newer.layers(),
        newer.fileLists().or(one::fileLists).or(other::fileLists));
  }

  @Override
  public synchronized void unread(UnreadManifest manifest) {
    unread.add(manifest);
  }

  /** The images, in the order of their names, each with its builds. */
  synchronized List<ImageBuilds> images() {
    List<ImageBuilds> all = new ArrayList<>();
    images.forEach(
        (image, builds) ->
            all.add(
                new ImageBuilds(
                    image,
                    builds.values().stream()
                        .sorted(
                            Comparator.comparing(PastBuild::exportedAt)
                                .reversed()
                                .thenComparing(PastBuild::id))
                        .toList(),
                    lists.getOrDefault(image, Set.of()))));
    return all;
  }

  /** The images that no build wanted, in the order of their names. */
  synchronized List<String> unwanted() {
    return List.copyOf(unwanted);
  }

  /** The manifests that could not be read, in the order of their keys. */
  synchronized List<UnreadManifest> unread() {
    return unread.stream().sorted(Comparator.comparing(UnreadManifest::key)).toList();
  }
}
