package io.github.azblobcache.inventory;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.FileListsName;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CachePart;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobStat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered of a manifest: which blobs each of its parts names.
 *
 * @param name the manifest's name
 * @param stat of the very version that was read
 * @param parts what it can lose, in its own order, as {@link CacheConfig#parts}
 * @param loose the blobs that belong to no part; they are named while nothing is taken from the
 *     manifest
 * @param images the names of the images, as far as it has them
 */
public record ManifestOutline(
    ManifestName name,
    BlobStat stat,
    List<OutlinedPart> parts,
    OutlinedPart loose,
    Map<Digest, String> images) {

  /** Copies the collections. */
  public ManifestOutline {
    parts = List.copyOf(parts);
    images = Map.copyOf(images);
  }

  static ManifestOutline of(ManifestName name, BlobStat stat, CacheConfig config, BlobTable blobs) {
    Set<Digest> loose = new HashSet<>(config.blobs());
    List<OutlinedPart> parts = new ArrayList<>();
    for (CachePart part : config.parts()) {
      loose.removeAll(part.blobs());
      parts.add(outlined(PartAge.of(part, stat.lastModified()), part.blobs(), blobs));
    }
    PartAge age = new PartAge(Optional.empty(), stat.lastModified());
    return new ManifestOutline(name, stat, parts, outlined(age, loose, blobs), config.images());
  }

  private static OutlinedPart outlined(PartAge age, Collection<Digest> digests, BlobTable blobs) {
    int[] present = digests.stream().mapToInt(blobs::indexOf).filter(i -> i >= 0).toArray();
    List<Digest> missing =
        digests.stream().filter(it -> blobs.indexOf(it) == BlobTable.ABSENT).sorted().toList();
    return new OutlinedPart(age, present, missing);
  }

  /** Whether it names nothing at all. */
  public boolean isEmpty() {
    return parts.isEmpty() && loose.blobs().length == 0 && loose.missing().isEmpty();
  }

  /** The ages of its parts, in their order. */
  public List<PartAge> ages() {
    return parts.stream().map(OutlinedPart::age).toList();
  }

  /** What people call the image of a part, or the image that a part's file lists are of. */
  public String imageOf(OutlinedPart part) {
    return part.age().image().isPresent() ? FileListsName.imageOf(recordOf(part)) : "(BuildKit)";
  }

  /** Whether a part is what people call a build, and not what files one had. */
  public boolean isBuild(OutlinedPart part) {
    return !FileListsName.isOne(recordOf(part));
  }

  private String recordOf(OutlinedPart part) {
    return part.age().image().map(image -> images.getOrDefault(image, "")).orElse("");
  }
}
