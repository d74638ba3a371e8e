package io.github.azblobcache.check.steps;

import java.util.List;

/** The steps, in the order in which they are taken and reported. */
enum Step {
  DIRECTORY("directory"),
  PROXY("proxy"),
  DNS("dns"),
  CONNECTION("connection"),
  TLS("tls"),
  SERVICE("service"),
  CLOCK("clock"),
  LOGIN("login"),
  CONTAINER("container"),
  FOLDER("folder"),
  READ("read"),
  WRITE("write"),
  DELETE("delete"),
  SHARING("sharing"),
  SPACE("space"),
  SPEED("speed"),
  HITS("hits"),
  LIST("list");

  static final List<Step> OF_AZURE =
      List.of(
          PROXY,
          DNS,
          CONNECTION,
          TLS,
          SERVICE,
          CLOCK,
          LOGIN,
          CONTAINER,
          READ,
          WRITE,
          DELETE,
          SPEED,
          HITS,
          LIST);
  static final List<Step> OF_FOLDER = List.of(FOLDER, READ, WRITE, DELETE, SHARING, SPACE, LIST);
  static final List<Step> OF_ANY_STORE = List.of(READ, WRITE, DELETE, SPEED, HITS, LIST);

  /** What only a cache that is exported to is checked by. */
  static final List<Step> OF_EXPORTS = List.of(WRITE, DELETE, SHARING, SPACE);

  /** What no build waits for, or asks the store for. */
  private static final List<Step> EXTRA = List.of(DELETE, SHARING, SPACE, SPEED, HITS, LIST);

  private final String text;

  Step(String text) {
    this.text = text;
  }

  /** Whether a build can't do without what the step looks at. */
  boolean isNeeded() {
    return !EXTRA.contains(this);
  }

  /** For people and programs. */
  @Override
  public String toString() {
    return text;
  }
}
