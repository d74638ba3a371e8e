package io.github.azblobcache.prune;

import io.github.azblobcache.manifest.NameGlob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What to delete.
 *
 * <p>A build is deleted if any one of {@code unusedFor}, {@code keep}, {@code maxUsedBytes} and
 * {@code all} says so, the oldest first. With none of them no build is. What no manifest names any
 * more is deleted in any case.
 *
 * @param unusedFor delete builds that were not exported for longer
 * @param keep of each image in each manifest keep the newest so many builds, and delete the others;
 *     at least 1
 * @param maxUsedBytes delete the oldest builds until the named blobs have no more bytes than this
 * @param reservedBytes delete no build once the named blobs have no more bytes than this; alone it
 *     also says to come down to it, as in buildx
 * @param all delete every build
 * @param names only manifests with such a name lose builds; empty for all manifests
 * @param grace blobs written or re-dated this recently stay although nothing names them: a build
 *     may be about to write the manifest that does
 */
public record PrunePolicy(
    Optional<Duration> unusedFor,
    OptionalInt keep,
    OptionalLong maxUsedBytes,
    OptionalLong reservedBytes,
    boolean all,
    List<NameGlob> names,
    Duration grace) {

  /**
   * The grace period that exports count on unless another is set: they re-date what they reuse at
   * half of it.
   */
  public static final Duration SAFE_GRACE = Duration.ofHours(24);

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if a number is negative, or {@code keep} is 0
   */
  public PrunePolicy {
    names = List.copyOf(names);
    if (grace.isNegative() || unusedFor.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("A negative time: " + grace + ", " + unusedFor);
    }
    if (keep.orElse(1) < 1) {
      throw new IllegalArgumentException("At least one build has to be kept, not 0");
    }
    if (maxUsedBytes.orElse(0) < 0 || reservedBytes.orElse(0) < 0) {
      throw new IllegalArgumentException("Fewer than no bytes");
    }
  }

  /** The bytes to come down to, oldest builds first; empty if there is no such limit. */
  OptionalLong targetBytes() {
    boolean isReservedAlone =
        unusedFor.isEmpty() && keep.isEmpty() && maxUsedBytes.isEmpty() && !all;
    return isReservedAlone ? reservedBytes : maxUsedBytes;
  }
}
