package io.github.azblobcache.report.format;

/** Numbers of things, as people write them. */
public final class Counts {

  private Counts() {}

  /**
   * For instance {@code 1 build} or {@code 0 builds}.
   *
   * @param thing what is counted, in the singular; its plural ends in {@code s}
   */
  public static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
