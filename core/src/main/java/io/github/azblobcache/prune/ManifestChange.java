package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.OutlinedPart;
import java.util.List;

/**
 * What a manifest is to lose.
 *
 * @param manifest as the plan found it
 * @param retired the parts that are deleted
 * @param isDeleted whether nothing is left then, so that the manifest is deleted as a whole
 */
public record ManifestChange(
    ManifestOutline manifest, List<OutlinedPart> retired, boolean isDeleted) {

  /** Copies the list. */
  public ManifestChange {
    retired = List.copyOf(retired);
  }

  /** Those of the parts that people call builds. */
  List<OutlinedPart> retiredBuilds() {
    return retired.stream().filter(manifest::isBuild).toList();
  }
}
