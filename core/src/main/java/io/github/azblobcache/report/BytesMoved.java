package io.github.azblobcache.report;

/**
 * What was moved for an image.
 *
 * @param bytesDown how many bytes were fetched for it; a layer that serves two modules counts for
 *     the first
 * @param bytesUp how many bytes were uploaded for it
 * @param uploadedLayers how many layers those were
 */
public record BytesMoved(long bytesDown, long bytesUp, int uploadedLayers) {}
