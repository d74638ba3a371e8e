package io.github.azblobcache.api;

/**
 * What an export moved.
 *
 * @param uploadedLayers how many layers were written to a store that lacked them; a layer that two
 *     stores lacked counts twice
 * @param uploadedBytes their bytes
 * @param failedCaches how many caches with {@code ignore-error=true} failed
 */
public record ExportSummary(int uploadedLayers, long uploadedBytes, int failedCaches) {}
