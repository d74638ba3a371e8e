package io.github.azblobcache.testkit;

import java.time.Duration;

/**
 * A Maven run that has ended.
 *
 * @param exitCode 0 if the build succeeded
 * @param output all that it printed, standard error included
 * @param took from the start of the process to its end
 */
public record MavenRun(int exitCode, String output, Duration took) {

  /**
   * This run.
   *
   * @throws AssertionError with the output, if the build failed
   */
  public MavenRun orFail() {
    if (exitCode != 0) {
      throw new AssertionError("Maven ended with " + exitCode + ":\n" + output);
    }
    return this;
  }
}
