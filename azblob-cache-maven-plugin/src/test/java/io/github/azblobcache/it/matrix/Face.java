package io.github.azblobcache.it.matrix;

/** Where a user puts azblob-cache. */
enum Face {
  PLUGIN("plugin in the POM"),
  PROJECT_EXTENSION("`.mvn/extensions.xml`"),
  USER_EXTENSION("`~/.m2/extensions.xml`"),
  JIB_EXTENSION("Jib extension alone");

  private final String text;

  Face(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
