package io.github.azblobcache.history;

import io.github.azblobcache.oci.Descriptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The builds of an image that a cache remembers.
 *
 * @param image for instance {@code com.acme:shop}
 * @param builds newest first, at least one
 * @param fileLists the blobs that say what files the layers have, those of all builds
 */
public record ImageBuilds(String image, List<PastBuild> builds, Set<Descriptor> fileLists) {

  /** Copies the collections. */
  public ImageBuilds {
    builds = List.copyOf(builds);
    fileLists = Set.copyOf(fileLists);
  }

  /**
   * What a build is compared with: the build before it under the same name. The first one of a
   * name, a branch for instance, is compared with the newest older build of any name, which is what
   * it can have imported from.
   *
   * @return empty if no older build is remembered
   */
  public Optional<PastBuild> previous(PastBuild build) {
    List<PastBuild> older = builds.subList(builds.indexOf(build) + 1, builds.size());
    return older.stream()
        .filter(build::sharesANameWith)
        .findFirst()
        .or(() -> older.stream().findFirst());
  }
}
