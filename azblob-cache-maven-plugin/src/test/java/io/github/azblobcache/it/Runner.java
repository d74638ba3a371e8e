package io.github.azblobcache.it;

import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.MavenRun;
import io.github.azblobcache.testkit.MavenRuns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CI runner: a checkout, a Maven, and nothing else on the machine. It shares the repository of
 * artifacts with the others, but no cache of Jib's and none of ours.
 *
 * @param checkout the project
 * @param machine what stands for the runner's home; what the caches leave is below it
 * @param maven which Maven it has
 * @param repository the repository of artifacts
 * @param settings a {@code settings.xml} below the user's own
 */
public record Runner(Path checkout, Path machine, Path maven, Path repository, Path settings) {

  /** For processes that live a few seconds, many at a time: a third less. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Set<String> NOT_CHECKED_OUT = Set.of("target", "build.log");

  /**
   * What stands in an integration test's folder, built by nobody yet.
   *
   * @param test the folder, below a folder of its own for all tests
   */
  public static Runner of(File test, File maven, File repository, File settings) {
    Path folder = test.toPath();
    Path runners = folder.getParent().resolveSibling("it-runners").resolve(folder.getFileName());
    return new Runner(
        folder,
        runners.resolve("none").resolve("machine"),
        maven.toPath(),
        repository.toPath(),
        settings.toPath());
  }

  /**
   * A new runner with a fresh copy of this one's checkout: another path, new times, nothing built.
   *
   * @param name part of its path
   */
  public Runner fresh(String name) throws IOException {
    Path place = machine.getParent().resolveSibling(name);
    FileTrees.delete(place);
    Path copy = Files.createDirectories(place).resolve("checkout");
    FileTrees.checkOut(checkout, copy, NOT_CHECKED_OUT);
    return new Runner(copy, place.resolve("machine"), maven, repository, settings);
  }

  /** This runner with another Maven. */
  public Runner with(MavenRuns other) {
    return new Runner(checkout, machine, other.home(), repository, settings);
  }

  /** Runs Maven in the checkout. */
  public MavenRun maven(String... arguments) throws IOException {
    return maven(Map.of(), arguments);
  }

  /** Runs Maven in the checkout, with more in its environment. */
  public MavenRun maven(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("MAVEN_OPTS", QUICK_START);
    all.put("XDG_CACHE_HOME", Files.createDirectories(machine).toString());
    all.putAll(environment);
    List<String> line = new ArrayList<>(List.of("-B", "-gs", settings.toString()));
    line.add("-Dmaven.repo.local=" + repository);
    // Many tests run at once: what is tested here is not how fast a store answers.
    line.add("-Dazblob-cache.patience=60s");
    line.addAll(List.of(arguments));
    return MavenRuns.withHome(maven).run(checkout, all, line);
  }

  /**
   * Kills the Maven that runs in the checkout, which has no time for anything, as a lost runner.
   */
  public void kill() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(checkout.toString()))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** The text of a file of the checkout, for instance {@code target/azblob-cache/report.json}. */
  public String read(String file) throws IOException {
    return Files.readString(checkout.resolve(file));
  }

  /** Replaces text in a file of the checkout, as a commit would. */
  public void edit(String file, String from, String to) throws IOException {
    String text = read(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("'" + from + "' is not in " + file);
    }
    Files.writeString(checkout.resolve(file), text.replace(from, to));
  }
}
