package io.github.azblobcache.inspect;

/**
 * Something that {@link Verifier} has found.
 *
 * @param kind what is wrong
 * @param subject the key of a blob or manifest
 * @param message a sentence: expected and found
 * @param isRepaired whether the damaged blob was deleted, so that the next export brings it back
 */
public record Finding(Kind kind, String subject, String message, boolean isRepaired) {

  /** What can be wrong. */
  public enum Kind {
    /** A blob's bytes are not what its name says. */
    DAMAGED_BLOB(true),
    /** A manifest names a blob that is not there. */
    DANGLING_NAME(true),
    /** A manifest says of a blob what is not so. */
    WRONG_CLAIM(true),
    /** A manifest is none. */
    MALFORMED_MANIFEST(true),
    /** No manifest names these blobs; prune deletes them. */
    ORPHANS(false),
    /** A key below the blobs' root is not a digest, so that no build uses it. */
    MISNAMED_BLOB(false);

    private final boolean isDamage;

    Kind(boolean isDamage) {
      this.isDamage = isDamage;
    }

    /** Whether a build can miss a layer for it; else it is a hint. */
    public boolean isDamage() {
      return isDamage;
    }
  }

  static Finding of(Kind kind, Object subject, String message) {
    return new Finding(kind, subject.toString(), message, false);
  }
}
