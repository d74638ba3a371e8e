/**
 * Cleans a cache while builds use it.
 *
 * <p>{@link io.github.azblobcache.prune.PrunePlan} decides, from what a look at the store found,
 * and does no I/O; {@link io.github.azblobcache.prune.Pruner} does what the plan says.
 *
 * <p>Why no manifest of ours ever names a blob that pruning deleted: an exporter re-dates each blob
 * that it reuses once it is older than half the grace period, and writes its manifest within the
 * other half. A blob is deleted only if it was older than the whole grace period, no manifest that
 * was read after the blobs were listed names it, and it has not been re-dated since the listing.
 */
@NullMarked
package io.github.azblobcache.prune;

import org.jspecify.annotations.NullMarked;
