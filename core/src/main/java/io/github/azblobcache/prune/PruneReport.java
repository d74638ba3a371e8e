package io.github.azblobcache.prune;

import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.format.Counts;
import java.util.List;

/**
 * The result of a plan.
 *
 * @param retiredBuilds how many builds were taken out of manifests, BuildKit's parts included
 * @param rewrittenManifests how many manifests were written without some of their builds
 * @param deletedManifests how many manifests were deleted because nothing was left
 * @param deletedBlobs how many blobs were deleted
 * @param deletedBytes their bytes
 * @param usedAgain how many blobs stayed because a build re-dated or named them in the meantime, or
 *     were gone already
 * @param faults what went wrong first, one message each
 * @param faultCount how many calls went wrong; the rest was done all the same
 */
public record PruneReport(
    long retiredBuilds,
    long rewrittenManifests,
    long deletedManifests,
    long deletedBlobs,
    long deletedBytes,
    long usedAgain,
    List<String> faults,
    long faultCount) {

  /** Copies the list. */
  public PruneReport {
    faults = List.copyOf(faults);
  }

  /** One line for people, with every counter in it, zero included. */
  public String summary() {
    return String.format(
        java.util.Locale.ROOT,
        "%s and %s (%s) deleted, %s rewritten, %s deleted, %d in use again, %d failed",
        Counts.of(retiredBuilds, "build"),
        Counts.of(deletedBlobs, "blob"),
        Bytes.human(deletedBytes),
        Counts.of(rewrittenManifests, "manifest"),
        Counts.of(deletedManifests, "manifest"),
        usedAgain,
        faultCount);
  }
}
