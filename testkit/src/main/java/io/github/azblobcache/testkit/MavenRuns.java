package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a real Maven, each time as a new process with this JVM's JDK. May be used from any thread,
 * as far as the builds that it runs may go on at the same time.
 *
 * <p>The user's settings and local repository apply, as on the command line.
 */
public final class MavenRuns {

  private static final Duration AT_MOST = Duration.ofMinutes(10);
  private static final boolean ON_WINDOWS = System.getProperty("os.name").startsWith("Windows");
  // What the Maven that runs the tests was told is not meant for this one.
  private static final Set<String> NOT_FROM_HERE =
      Set.of(
          "MAVEN_HOME",
          "M2_HOME",
          "MAVEN_ARGS",
          "MAVEN_OPTS",
          "MAVEN_CMD_LINE_ARGS",
          "MAVEN_PROJECTBASEDIR",
          "MAVEN_CONFIG",
          "CLASSWORLDS_JAR");

  private final Path home;

  private MavenRuns(Path home) {
    this.home = home;
  }

  /** Runs the Maven that this build runs with, or else the one on the path. */
  public static MavenRuns onHand() {
    try {
      return withHome(MavenDistribution.onHand());
    } catch (IOException e) {
      throw new UncheckedIOException("No Maven on hand", e);
    }
  }

  /**
   * Runs a released Maven, which is got from the repositories on first use.
   *
   * @param version as in {@code 3.9.16} or {@code 4.0.0-rc-6}
   * @throws MissingPartException if it can't be had
   */
  public static MavenRuns withVersion(String version) {
    try {
      return withHome(MavenDistribution.home(version));
    } catch (IOException e) {
      throw new UncheckedIOException("Maven " + version + " could not be installed", e);
    }
  }

  /** Runs the Maven in that folder. */
  public static MavenRuns withHome(Path home) {
    return new MavenRuns(home);
  }

  /** The folder of the Maven that is run. */
  public Path home() {
    return home;
  }

  /** Runs Maven in batch mode in a folder and waits for its end. */
  public MavenRun run(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("-B"));
    all.addAll(List.of(arguments));
    return run(folder, Map.of(), all);
  }

  /**
   * Runs Maven in a folder and waits for its end.
   *
   * @param environment added to this JVM's
   * @param arguments as on the command line; no {@code -B} is added
   * @throws IllegalStateException with the output, if it takes more than ten minutes
   */
  public MavenRun run(Path folder, Map<String, String> environment, List<String> arguments) {
    try {
      Path output = Files.createTempFile("maven-run-", ".log");
      try {
        return run(folder, environment, arguments, output);
      } finally {
        deleteQuietly(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Maven could not be run in " + folder, e);
    }
  }

  private MavenRun run(
      Path folder, Map<String, String> environment, List<String> arguments, Path output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve(ON_WINDOWS ? "bin/mvn.cmd" : "bin/mvn").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeAll(NOT_FROM_HERE);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = awaitEnd(process);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    // Not readString: a forked program may print in another charset.
    String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    if (!ended) {
      throw new IllegalStateException("Maven did not end in " + AT_MOST + ":\n" + printed);
    }
    return new MavenRun(process.exitValue(), printed, took);
  }

  private static boolean awaitEnd(Process process) {
    try {
      return process.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
