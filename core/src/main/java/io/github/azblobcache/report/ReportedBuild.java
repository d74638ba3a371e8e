package io.github.azblobcache.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What a build of an image had in common with the one before it.
 *
 * @param exportedAt when it was exported last; empty for the build that the report is about
 * @param newLayers how many of its layers the one before it had not
 * @param layers how many layers it had
 * @param newBytes the compressed bytes of the new ones
 * @param sizeBytes the compressed bytes of all
 */
public record ReportedBuild(
    Optional<Instant> exportedAt, int newLayers, int layers, long newBytes, long sizeBytes) {}
