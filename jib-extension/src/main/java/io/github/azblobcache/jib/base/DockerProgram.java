package io.github.azblobcache.jib.base;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Docker's command line client.
 *
 * @param executable its name or path
 * @param environment what is added to the environment
 */
record DockerProgram(String executable, Map<String, String> environment) {

  /** What is asked for takes no second. A client whose daemon does not answer waits for ever. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Copies the environment. */
  DockerProgram {
    environment = Map.copyOf(environment);
  }

  /**
   * Runs a command and gives what it prints to standard output: the client warns on standard error,
   * of a configuration that it can't read for instance, and works all the same.
   *
   * @throws IOException if it can't be run, fails, or takes too long
   */
  String run(String... arguments) throws IOException {
    return run(LIMIT, arguments);
  }

  /**
   * The same.
   *
   * @param limit how long it may take
   */
  String run(Duration limit, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(executable));
    line.addAll(List.of(arguments));
    Path output = Files.createTempFile("azblob-cache-docker", ".txt");
    Path errors = Files.createTempFile("azblob-cache-docker", ".txt");
    try {
      return run(limit, line, output, errors);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }

  private String run(Duration limit, List<String> line, Path output, Path errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String command = "'" + String.join(" ", line) + "'";
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(command + " gave no answer in " + limit.toSeconds() + " s");
      }
      String printed = text(Files.readAllBytes(output));
      if (process.exitValue() != 0) {
        String why = (printed + " " + text(Files.readAllBytes(errors))).strip();
        throw new IOException(command + " failed: " + why);
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while Docker was asked");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(byte[] printed) {
    return new String(printed, StandardCharsets.UTF_8).strip();
  }
}
