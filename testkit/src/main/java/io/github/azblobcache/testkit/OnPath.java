package io.github.azblobcache.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs where a shell would, and in the folders of programs for root. */
final class OnPath {

  private static final String FOR_ROOT = "/usr/local/sbin:/usr/sbin:/sbin";

  private OnPath() {}

  /**
   * Finds a program.
   *
   * @param howToInstall completes the sentence that starts with the program's name
   * @throws MissingPartException if the program is in none of the folders
   */
  static Path require(String program, String howToInstall) {
    return find(program)
        .orElseThrow(
            () -> new MissingPartException("'" + program + "' was not found. " + howToInstall));
  }

  static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of((path + File.pathSeparator + FOR_ROOT).split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".cmd")))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
