package io.github.azblobcache.report;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;

/**
 * What became of one layer.
 *
 * @param name Jib's name of the layer, for instance {@code dependencies}; may be empty
 * @param diffId the digest of its tar
 * @param blob its compressed form
 * @param source where it came from
 * @param millis how long that took: fetching and checking it, or Jib's building it; 0 for a local
 *     one
 */
public record LayerReport(
    String name, DiffId diffId, Descriptor blob, LayerSource source, long millis) {}
