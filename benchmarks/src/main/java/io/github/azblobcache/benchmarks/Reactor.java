package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Projects as folders of modules. */
final class Reactor {

  private Reactor() {}

  /** The folder itself and those right below it that have a POM. */
  static List<Path> modules(Path project) throws IOException {
    List<Path> modules = new ArrayList<>(List.of(project));
    try (Stream<Path> folders = Files.list(project)) {
      folders.filter(it -> Files.exists(it.resolve("pom.xml"))).sorted().forEach(modules::add);
    }
    return modules;
  }

  /**
   * Writes a project of several modules that all have what another project depends on, and a class
   * of their own.
   *
   * @param single the project whose POM becomes the parent's
   */
  static void write(Path folder, Path single, int modules) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= modules; i++) {
      names.append("<module>part-").append(i).append("</module>");
      writeModule(folder.resolve("part-" + i), i);
    }
    String parent =
        Files.readString(single.resolve("pom.xml"))
            .replaceFirst(
                "<artifactId>spring-boot-shop</artifactId>\\s*<version>1\\.0\\.0</version>",
                "<artifactId>reactor</artifactId><version>1.0.0</version>"
                    + "<packaging>pom</packaging><modules>"
                    + names
                    + "</modules>");
    Files.writeString(folder.resolve("pom.xml"), parent);
    Files.createDirectories(folder.resolve(".mvn"));
  }

  private static void writeModule(Path folder, int number) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src/main/java/com/example"));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>com.example</groupId>
            <artifactId>reactor</artifactId>
            <version>1.0.0</version>
          </parent>
          <artifactId>part-%d</artifactId>
        </project>
        """
            .formatted(number));
    Files.writeString(
        sources.resolve("Part.java"),
        "package com.example; public class Part { static final int NUMBER = " + number + "; }\n");
  }
}
