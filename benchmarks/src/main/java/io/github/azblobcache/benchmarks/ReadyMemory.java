package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory that nothing uses and that the machine really has.
 *
 * <p>A virtual machine's host may take free memory back and then gives it again page by page, which
 * the machine sees as time that its own system takes: 2 CPU-seconds for each GB were seen. A build
 * that writes as much to memory that another has given back a moment before is spared that, so that
 * builds that write a lot would be compared by what had run before them.
 */
final class ReadyMemory {

  private ReadyMemory() {}

  /**
   * Has so much memory written to and given back: what begins in the next seconds gets it.
   *
   * @param mebibytes 0 does nothing
   */
  static void make(int mebibytes) throws IOException {
    if (mebibytes == 0) {
      return;
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder toucher =
        new ProcessBuilder(
            List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "-Xms" + mebibytes + "m",
                "-Xmx" + mebibytes + "m",
                "-version"));
    toucher.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      int exitCode = toucher.start().waitFor();
      NotAsClaimedException.require(
          exitCode == 0, "there are " + mebibytes + " MiB of memory", "exit code " + exitCode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
