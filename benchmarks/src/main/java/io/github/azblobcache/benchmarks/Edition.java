package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A version of azblob-cache: the one that is measured, or one that it is compared with.
 *
 * @param suffix what the names of its variants end with; empty for the one that is measured
 * @param arguments put it into a build
 */
record Edition(String suffix, List<String> arguments) {

  /** The one that is measured. */
  static final Edition OWN = new Edition("", List.of("-Dazblob-cache.version=" + Versions.own()));

  private static final String PLUGIN = "io/github/azblobcache/azblob-cache-maven-plugin";

  Edition {
    arguments = List.copyOf(arguments);
  }

  /**
   * The one that is installed in a repository of its own.
   *
   * @param name what to call it, a commit for instance
   */
  static Edition in(Path repository, String name) throws IOException {
    try (Stream<Path> found = Files.list(repository.resolve(PLUGIN))) {
      Path version = found.filter(Files::isDirectory).findFirst().orElseThrow();
      return new Edition(
          " at " + name,
          List.of(
              "-Dazblob-cache.version=" + version.getFileName(),
              // After the lab's, so that it is the one that counts
              "-Dmaven.repo.local=" + repository));
    }
  }

  /** Arguments that put it into a build with such a cache. */
  List<String> with(List<String> cache) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(cache);
    return all;
  }
}
