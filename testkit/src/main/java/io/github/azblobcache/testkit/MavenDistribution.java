package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Gets Maven itself as an artifact, with the Maven that is on hand: mirrors and proxies of the
 * user's settings apply. Kept as {@link InstallFolder} says.
 */
final class MavenDistribution {

  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

  private MavenDistribution() {}

  /**
   * Gives the home of that Maven, getting it first if it is not there.
   *
   * @throws MissingPartException if it can't be had from the repositories
   */
  static Path home(String version) throws IOException {
    return InstallFolder.get("maven-" + version, folder -> install(version, folder));
  }

  /**
   * The home of the Maven that runs this build, or else of the one on the path.
   *
   * @throws MissingPartException if there is none
   */
  static Path onHand() throws IOException {
    for (String home :
        List.of(
            System.getProperty("maven.home", ""), System.getenv().getOrDefault("MAVEN_HOME", ""))) {
      if (!home.isBlank() && Files.isDirectory(Path.of(home, "bin"))) {
        return Path.of(home);
      }
    }
    Path program =
        OnPath.require("mvn", "Install it with 'apt-get install maven', or set MAVEN_HOME.");
    return program.toRealPath().resolve("../..").normalize();
  }

  private static void install(String version, Path folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-B",
                COPY,
                "-Dartifact=org.apache.maven:apache-maven:" + version + ":zip:bin",
                "-DoutputDirectory=" + folder));
    Optional.ofNullable(System.getProperty("maven.repo.local"))
        .ifPresent(repository -> arguments.add("-Dmaven.repo.local=" + repository));
    MavenRun run = MavenRuns.withHome(onHand()).run(folder, Map.of(), arguments);
    if (run.exitCode() != 0) {
      throw new MissingPartException("Maven " + version + " could not be had: " + run.output());
    }
    Path zip = folder.resolve("apache-maven-" + version + "-bin.zip");
    unzip(zip, folder);
    Files.delete(zip);
    try (Stream<Path> programs = Files.list(folder.resolve("bin"))) {
      programs.forEach(program -> program.toFile().setExecutable(true, false));
    }
  }

  /** Unpacks without the top folder, which the zip names by its version. */
  private static void unzip(Path zip, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName().replaceFirst("^[^/]*/", "")).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("Not inside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }
}
