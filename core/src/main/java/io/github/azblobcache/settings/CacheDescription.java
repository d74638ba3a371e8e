package io.github.azblobcache.settings;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreLocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One cache to import from or to export to.
 *
 * @param location the store
 * @param layout where blobs and manifests are in it
 * @param names the manifests: an import looks in each of them in this order, an export writes each;
 *     at least one, none twice
 * @param mode which layers an export stores; means nothing for an import
 * @param baseMaxAge how long it is believed which image a base image's tag points to, and whether
 *     an export notes it; empty to ask the registry each time
 * @param ignoreError whether a failed export leaves the build alone; means nothing for an import,
 *     which never fails one
 */
public record CacheDescription(
    StoreLocation location,
    Layout layout,
    List<ManifestName> names,
    CacheMode mode,
    Optional<Duration> baseMaxAge,
    boolean ignoreError) {

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if there is no name
   */
  public CacheDescription {
    names = names.stream().distinct().toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A cache without a manifest name");
    }
  }

  /** A cache that asks the registry each time what a tag points to. */
  public CacheDescription(
      StoreLocation location,
      Layout layout,
      List<ManifestName> names,
      CacheMode mode,
      boolean ignoreError) {
    this(location, layout, names, mode, Optional.empty(), ignoreError);
  }

  /** Whether an export notes which images the tags of base images point to. */
  public boolean notesBaseTags() {
    return takesBaseImages() && baseMaxAge.isPresent();
  }

  /** Whether an export stores base images too. */
  public boolean takesBaseImages() {
    return mode == CacheMode.MAX;
  }
}
