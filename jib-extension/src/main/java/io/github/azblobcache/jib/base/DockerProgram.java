package io.github.azblobcache.jib.base;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Runs a command and gives what it prints to standard output: the client warns on standard error,
   * of a configuration that it can't read for instance, and works all the same.
   *
   * @throws IOException if it can't be run, or fails
   */
  String run(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(executable));
    line.addAll(List.of(arguments));
    Path errors = Files.createTempFile("azblob-cache-docker", ".txt");
    try {
      return run(line, errors);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private String run(List<String> line, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String printed = text(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        String why = (printed + " " + text(Files.readAllBytes(errors))).strip();
        throw new IOException("'" + String.join(" ", line) + "' failed: " + why);
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while Docker was asked");
    } finally {
      process.destroy();
    }
  }

  private static String text(byte[] printed) {
    return new String(printed, StandardCharsets.UTF_8).strip();
  }
}
