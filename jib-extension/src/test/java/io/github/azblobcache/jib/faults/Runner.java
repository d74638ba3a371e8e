package io.github.azblobcache.jib.faults;

import java.nio.file.Path;

/**
 * The folders of a machine that builds.
 *
 * @param jibCache where Jib keeps layers
 * @param staging where layers are on their way
 * @param report where the report is written
 */
record Runner(Path jibCache, Path staging, Path report) {

  /** One that has all of them in a folder. */
  Runner(Path folder) {
    this(folder.resolve("jib-cache"), folder.resolve("staging"), folder.resolve("report"));
  }
}
