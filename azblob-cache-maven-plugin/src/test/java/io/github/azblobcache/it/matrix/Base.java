package io.github.azblobcache.it.matrix;

/** Where the base image is, and what it is made of. */
enum Base {
  TAG("by tag"),
  PINNED("pinned"),
  TAR("`tar://`"),
  DOCKER("`docker://`"),
  TWO_PLATFORMS("two platforms"),
  ZSTD("zstd"),
  ATTESTED("pinned, with attestations");

  private final String text;

  Base(String text) {
    this.text = text;
  }

  /** Whether it is named by its digest. */
  boolean isPinned() {
    return this == PINNED || this == ATTESTED;
  }

  /** Whether it is of a form that only OCI's images have. */
  boolean isOci() {
    return this == ZSTD || this == ATTESTED;
  }

  @Override
  public String toString() {
    return text;
  }
}
