package io.github.azblobcache.report;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import java.util.Optional;

/**
 * What became of one layer.
 *
 * @param name Jib's name of the layer, for instance {@code dependencies}; may be empty
 * @param diffId the digest of its tar
 * @param blob its compressed form
 * @param source where it came from
 * @param millis how long that took: fetching and checking it, or Jib's building it; 0 for a local
 *     one
 * @param rebuild why it had to be built; empty if it had not, or nobody knows
 */
public record LayerReport(
    String name,
    DiffId diffId,
    Descriptor blob,
    LayerSource source,
    long millis,
    Optional<Rebuild> rebuild) {}
