package io.github.azblobcache.it.resident;

import io.github.azblobcache.it.Runner;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A {@link ResidentMaven} in a process of its own, on a runner. */
final class ResidentProcess implements AutoCloseable {

  private final Runner runner;
  private final Process process;
  private final BufferedReader answers;

  private ResidentProcess(Runner runner, Process process) {
    this.runner = runner;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * What the process holds after a collection.
   *
   * @param numbers by their names
   * @param threads their names
   * @param state all that a build can set for others
   */
  record Holding(Map<String, Long> numbers, List<String> threads, List<String> state) {

    private static Holding parse(String line) {
      Map<String, Long> numbers = new HashMap<>();
      Map<String, List<String>> lists = new HashMap<>();
      for (String figure : line.split("\t")) {
        String[] nameAndValue = figure.split("=", 2);
        String value = nameAndValue[1];
        if (value.startsWith("[")) {
          lists.put(
              nameAndValue[0], Arrays.asList(value.substring(1, value.length() - 1).split(", ")));
        } else {
          numbers.put(nameAndValue[0], Long.parseLong(value));
        }
      }
      numbers.put("threads", (long) lists.get("threads").size());
      return new Holding(numbers, lists.get("threads"), lists.get("state"));
    }

    long number(String name) {
      return numbers.get(name);
    }
  }

  /**
   * Starts one, which knows no host but this machine. Close it.
   *
   * @param options more for the JVM
   */
  static ResidentProcess start(Runner runner, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                // Standard output is for answers.
                "-Xlog:disable",
                // Else the JVM makes a class for each method that is called often by reflection.
                "-Dsun.reflect.inflationThreshold=2147483647",
                // Or Java sends no password to a proxy, once HTTP was used without one.
                "-Djdk.http.auth.tunneling.disabledSchemes=",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dmaven.home=" + runner.maven(),
                "-Dmaven.multiModuleProjectDirectory=" + runner.checkout()));
    command.add("-Djdk.net.hosts.file=" + hosts(runner));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(runner.maven()), ResidentMaven.class.getName()));
    command.addAll(List.of(runner.checkout().toString(), log(runner).toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(runner.checkout().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .put("XDG_CACHE_HOME", Files.createDirectories(runner.machine()).toString());
    return new ResidentProcess(runner, builder.start());
  }

  private static Path hosts(Runner runner) throws IOException {
    return Files.writeString(
        Files.createDirectories(runner.machine()).resolveSibling("hosts"),
        "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n");
  }

  private static Path log(Runner runner) {
    return runner.machine().resolveSibling("builds.log");
  }

  private static String classPath(Path maven) throws IOException {
    List<String> elements = new ArrayList<>();
    elements.add(maven.resolve("conf").resolve("logging").toString());
    for (String folder : List.of("boot", "lib")) {
      try (Stream<Path> jars = Files.list(maven.resolve(folder))) {
        jars.map(Path::toString).filter(it -> it.endsWith(".jar")).sorted().forEach(elements::add);
      }
    }
    try {
      elements.add(
          Path.of(ResidentMaven.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toString());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return String.join(File.pathSeparator, elements);
  }

  /** Begins a build, with what every build on a runner is told. */
  void begin(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("run", "-B", "-ntp"));
    line.addAll(List.of("-gs", runner.settings().toString()));
    line.add("-Dmaven.repo.local=" + runner.repository());
    line.addAll(arguments);
    tell(String.join("\t", line));
  }

  /** Waits for the build's end; its exit code. */
  int await() throws IOException {
    return Integer.parseInt(answer("exit "));
  }

  /** Cancels the build when something has happened. */
  void interruptWhen(BooleanSupplier happened) throws IOException, InterruptedException {
    while (!happened.getAsBoolean()) {
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("It has ended: " + printed());
      }
    }
    tell("interrupt");
  }

  Holding holding() throws IOException {
    tell("figures");
    return Holding.parse(answer("figures "));
  }

  /** All that is still referenced, as bytes in which texts can be looked for. */
  String heap() throws IOException {
    Path dump = runner.machine().resolveSibling("builds.hprof");
    Files.deleteIfExists(dump);
    tell("dump\t" + dump);
    answer("dumped");
    String bytes = Files.readString(dump, StandardCharsets.ISO_8859_1);
    Files.delete(dump);
    return bytes;
  }

  /** All that the builds have printed. */
  String printed() throws IOException {
    return Files.readString(log(runner));
  }

  private void tell(String line) throws IOException {
    OutputStream commands = process.getOutputStream();
    commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    commands.flush();
  }

  private String answer(String name) throws IOException {
    String line = answers.readLine();
    if (line == null || !line.startsWith(name)) {
      throw new IllegalStateException("Answered " + line + " in place of " + name + printed());
    }
    return line.substring(name.length());
  }

  /** Ends it, whatever it does. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      answers.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
