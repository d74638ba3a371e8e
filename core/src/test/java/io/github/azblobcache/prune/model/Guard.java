package io.github.azblobcache.prune.model;

/** A part of the protocol that a run of the model can do without. */
enum Guard {
  /** Exporters re-date what is old before they reuse it. */
  REDATING,
  /** Re-dating that was refused, because the blob has changed, looks whether it is still there. */
  LOOKING_AGAIN,
  /** Blobs are deleted only as they were listed. */
  IF_MATCH,
  /** Manifests are read later than the blobs are listed. */
  MANIFESTS_LAST,
  /** Young blobs that nothing names stay. */
  GRACE
}
