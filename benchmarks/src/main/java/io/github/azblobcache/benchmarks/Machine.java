package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the measurements were made on, for whoever compares them with others. */
final class Machine {

  private Machine() {}

  /** One fact each. */
  static List<String> facts(String mavenVersion) {
    return List.of(
        Runtime.getRuntime().availableProcessors() + " cores (" + processor() + ")" + memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "JDK " + Runtime.version() + ", Maven " + mavenVersion + ", Jib " + Versions.jib(),
        "azblob-cache " + Versions.own() + ", " + LocalDate.now(ZoneOffset.UTC));
  }

  private static String processor() {
    return lineOf("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
  }

  private static String memory() {
    return lineOf("/proc/meminfo", "MemTotal")
        .map(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1e6)
        .map(it -> String.format(Locale.ROOT, ", %.0f GB of memory", it))
        .orElse("");
  }

  private static Optional<String> lineOf(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(it -> it.startsWith(name))
          .map(it -> it.substring(it.indexOf(':') + 1).trim())
          .findFirst();
    } catch (IOException e) {
      // Not Linux: the JVM's own words do.
      return Optional.empty();
    }
  }
}
