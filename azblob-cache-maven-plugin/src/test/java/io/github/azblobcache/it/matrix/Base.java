package io.github.azblobcache.it.matrix;

/** Where the base image is. */
enum Base {
  TAG("by tag"),
  PINNED("pinned"),
  TAR("`tar://`"),
  DOCKER("`docker://`"),
  TWO_PLATFORMS("two platforms");

  private final String text;

  Base(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
