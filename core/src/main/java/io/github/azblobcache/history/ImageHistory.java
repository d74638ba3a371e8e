package io.github.azblobcache.history;

import java.util.List;
import java.util.Optional;

/**
 * What the builds of an image say about each other.
 *
 * @param image for instance {@code com.acme:shop}
 * @param builds newest first
 * @param layers those that change most often first; empty where no files are known
 * @param files the costliest first
 */
public record ImageHistory(
    String image, List<Entry> builds, List<LayerTally> layers, List<FileTally> files) {

  /** Copies the lists. */
  public ImageHistory {
    builds = List.copyOf(builds);
    layers = List.copyOf(layers);
    files = List.copyOf(files);
  }

  /**
   * One build.
   *
   * @param build the build
   * @param previous what it is compared with; empty if no older one is remembered
   * @param newLayers how many of its layers that one has not; 0 if there is none
   * @param newBytes their compressed bytes
   * @param trouble why some of its files are not known; empty if they are, or were never listed
   */
  public record Entry(
      PastBuild build,
      Optional<PastBuild> previous,
      int newLayers,
      long newBytes,
      Optional<String> trouble) {}

  /** Whether these are BuildKit's, of all images. */
  boolean isBuildKits() {
    return image.equals(BuildCollection.BUILDKIT);
  }

  /** Compares each build with the one before it; does no I/O. */
  public static ImageHistory of(ImageBuilds image, ImageFiles files) {
    return new Tallying(image, files).history();
  }
}
