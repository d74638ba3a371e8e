package io.github.azblobcache.prune.model;

/** A part of the protocol that a run of the model can do without. */
enum Guard {
  /** Exporters re-date what is old before they reuse it. */
  REDATING,
  /** Blobs are deleted only as they were listed. */
  IF_MATCH,
  /** Manifests are read later than the blobs are listed. */
  MANIFESTS_LAST,
  /** Young blobs that nothing names stay. */
  GRACE
}
