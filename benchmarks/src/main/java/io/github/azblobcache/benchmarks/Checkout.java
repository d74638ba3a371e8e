package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.MavenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A runner: a project and a machine around it.
 *
 * @param lab what it shares with all others
 * @param folder the project
 * @param machine what stands for the user's cache folder, in which Jib keeps base images
 */
record Checkout(Lab lab, Path folder, Path machine) {

  private static final String BASE_CACHE = "google-cloud-tools-java";

  /** Puts the base image that is in another machine's cache into this one's. */
  Checkout withBaseOf(Checkout other) throws IOException {
    Path from = other.machine.resolve(BASE_CACHE);
    FileTrees.checkOut(from, Files.createDirectories(machine.resolve(BASE_CACHE)), Set.of());
    return this;
  }

  /**
   * Builds.
   *
   * @param goals goals and phases
   * @param more further arguments
   * @throws NotAsClaimedException if the build fails
   */
  Duration build(List<String> goals, List<String> more) throws IOException {
    return build(Lab.JVM_OPTIONS, goals, more).took();
  }

  /** The same with other JVM options; gives what was printed, too. */
  MavenRun build(String jvmOptions, List<String> goals, List<String> more) throws IOException {
    return build(jvmOptions, lab.arguments(), goals, more);
  }

  /** The same with other arguments than the lab's. */
  void buildWith(List<String> arguments, List<String> goals, List<String> more) throws IOException {
    build(Lab.JVM_OPTIONS, arguments, goals, more);
  }

  private MavenRun build(
      String jvmOptions, List<String> arguments, List<String> goals, List<String> more)
      throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(goals);
    all.addAll(more);
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", machine.toString(), "MAVEN_OPTS", jvmOptions);
    settle();
    MavenRun run = lab.maven().run(folder, environment, all);
    if (run.exitCode() != 0) {
      throw new NotAsClaimedException("The build in " + folder + " failed:\n" + run.output());
    }
    return run;
  }

  /** Lets what was written for the preparation reach the disk now and not while the clock runs. */
  static void settle() throws IOException {
    try {
      new ProcessBuilder("sync").inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Path target() {
    return folder.resolve("target");
  }

  /** Jib's cache of this project's own layers. */
  Path jibCache() {
    return target().resolve("jib-cache");
  }

  /** Jib's cache of base images. */
  Path baseCache() {
    return machine.resolve(BASE_CACHE);
  }

  /** What was reported, of all modules together. */
  RunReport report() throws IOException {
    List<RunReport> reports = new ArrayList<>();
    for (Path module : Reactor.modules(folder)) {
      Path file = module.resolve("target/azblob-cache/report.json");
      if (Files.exists(file)) {
        reports.add(RunReport.read(file));
      }
    }
    NotAsClaimedException.require(!reports.isEmpty(), "the cache reports", "nothing in " + folder);
    return RunReport.sum(reports);
  }

  /** The digests of the images that were built, of all modules. */
  List<String> images() throws IOException {
    List<String> digests = new ArrayList<>();
    for (Path module : Reactor.modules(folder)) {
      Path file = module.resolve("target/jib-image.digest");
      if (Files.exists(file)) {
        digests.add(Files.readString(file).trim());
      }
    }
    return digests;
  }

  /** Which layers Jib has of this project, of all modules. */
  Set<String> jibLayers() throws IOException {
    Set<String> digests = new TreeSet<>();
    for (Path module : Reactor.modules(folder)) {
      Path layers = module.resolve("target/jib-cache/layers");
      if (Files.isDirectory(layers)) {
        try (Stream<Path> found = Files.list(layers)) {
          found.map(it -> it.getFileName().toString()).forEach(digests::add);
        }
      }
    }
    return digests;
  }

  /** Forgets the images and the reports that were made, in all modules, and no cache. */
  void forgetResults() throws IOException {
    for (Path module : Reactor.modules(folder)) {
      Path target = module.resolve("target");
      FileTrees.delete(target.resolve("azblob-cache"));
      Files.deleteIfExists(target.resolve("jib-image.tar"));
      Files.deleteIfExists(target.resolve("jib-image.digest"));
      Files.deleteIfExists(target.resolve("jib-image.id"));
      Files.deleteIfExists(target.resolve("jib-image.json"));
    }
  }

  /** Forgets all that was built except Jib's cache. */
  void forgetClasses() throws IOException {
    try (Stream<Path> built = Files.list(target())) {
      for (Path path : built.filter(it -> !it.equals(jibCache())).toList()) {
        FileTrees.delete(path);
      }
    }
  }

  /** Gives back the disk space. */
  void delete() throws IOException {
    FileTrees.delete(folder.getParent());
  }
}
