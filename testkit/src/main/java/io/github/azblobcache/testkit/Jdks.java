package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class Jdks {

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private Jdks() {}

  /**
   * The home of a JDK: this JVM's, the one that an environment variable names ({@code
   * JAVA_HOME_25_X64}, as CI services have them, {@code JAVA_HOME_25} or {@code JAVA_HOME}), or one
   * in a folder where distributions and tools put them.
   *
   * @param release as in {@code 25}
   * @throws MissingPartException if none is found
   */
  public static Path home(int release) {
    return Stream.concat(named(release), installed())
        .filter(home -> release(home).equals(Optional.of(release)))
        .findFirst()
        .orElseThrow(
            () ->
                new MissingPartException(
                    "No JDK %d was found. Install one, or name its folder in JAVA_HOME_%d_X64."
                        .formatted(release, release)));
  }

  private static Stream<Path> named(int release) {
    String prefix = "JAVA_HOME_" + release;
    return Stream.concat(
        Stream.of(Path.of(System.getProperty("java.home"))),
        Stream.of(prefix + "_X64", prefix + "_ARM64", prefix + "_arm64", prefix, "JAVA_HOME")
            .map(System.getenv()::get)
            .filter(home -> home != null && !home.isBlank())
            .map(Path::of));
  }

  private static Stream<Path> installed() {
    Path user = Path.of(System.getProperty("user.home"));
    return Stream.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:\\Program Files\\Eclipse Adoptium"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))
        .flatMap(folder -> homes(folder).stream());
  }

  private static List<Path> homes(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .sorted()
          .flatMap(entry -> Stream.of(entry, entry.resolve("Contents/Home")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Integer> release(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() && Files.isExecutable(home.resolve("bin/javac"))
          ? Optional.of(Integer.valueOf(version.group(1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
