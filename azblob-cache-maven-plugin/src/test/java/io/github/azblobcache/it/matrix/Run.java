package io.github.azblobcache.it.matrix;

import java.util.Locale;

/** What a user has run. */
enum Run {
  BUILD,
  BUILD_TAR,
  DOCKER_BUILD,
  IMPORT,
  EXPORT,
  PRUNE,
  DU,
  VERIFY,
  HELP;

  /** Whether it is a goal of Jib's. */
  boolean isOfJib() {
    return ordinal() <= DOCKER_BUILD.ordinal();
  }

  /** Whether an image is built, with it or after it. */
  boolean buildsImage() {
    return ordinal() <= EXPORT.ordinal();
  }

  /** The goal, without a plugin. */
  String goal() {
    return switch (this) {
      case BUILD_TAR -> "buildTar";
      case DOCKER_BUILD -> "dockerBuild";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public String toString() {
    return "`" + (isOfJib() ? "jib:" : "azblob-cache:") + goal() + "`";
  }
}
