package io.github.azblobcache.files;

import java.util.List;
import java.util.Optional;

/**
 * Why a layer had to be built, as far as its files show.
 *
 * @param because for people to read, for instance {@code 1 of 85 files changed, 0 added, 0 removed}
 * @param files one line for each file that is different
 */
public record Rebuild(String because, List<String> files) {

  private static final Rebuild NEW = new Rebuild("the newest known build has no such layer");
  private static final Rebuild NOT_HAD =
      new Rebuild(
          "nothing changed: it was to be built sooner than fetched, or the cache has lost it or has"
              + " it damaged");
  private static final Rebuild OTHER_TAR =
      new Rebuild("no file is different: another version of Jib writes another tar");

  /** Copies the list. */
  public Rebuild {
    files = List.copyOf(files);
  }

  private Rebuild(String because) {
    this(because, List.of());
  }

  /**
   * Compares a layer with what it was in the newest known build.
   *
   * @param number which one of the layers with its name it is, from 0
   */
  public static Rebuild of(LayerListing layer, int number, FileLists newest) {
    if (newest.of(layer.diffId()).isPresent()) {
      return NOT_HAD;
    }
    Optional<LayerListing> older = newest.counterpart(layer.name(), number);
    if (older.isEmpty()) {
      return NEW;
    }
    LayerChange change = LayerChange.between(older.get().files(), layer.files());
    return change.isNothing() ? OTHER_TAR : new Rebuild(change.counts(), change.lines());
  }
}
