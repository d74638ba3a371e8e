package io.github.azblobcache.jib.base;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Docker's command line client.
 *
 * @param executable its name or path
 * @param environment what is added to the environment
 */
record DockerProgram(String executable, Map<String, String> environment) {

  /** Copies the environment. */
  DockerProgram {
    environment = Map.copyOf(environment);
  }

  /**
   * Runs a command and gives what it prints.
   *
   * @throws IOException if it can't be run, or fails
   */
  String run(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(executable));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException("'" + String.join(" ", line) + "' failed: " + printed);
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while Docker was asked");
    } finally {
      process.destroy();
    }
  }
}
