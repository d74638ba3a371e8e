package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whole folders: copies that look like a fresh checkout, and their removal. */
public final class FileTrees {

  private FileTrees() {}

  /**
   * Copies a folder as a fresh checkout would give it: same names and bytes, same executable bits,
   * other modification times.
   *
   * @param to is created; must not exist yet or be empty
   * @param leaveOut names of files or folders, such as {@code target}, that are not copied at any
   *     depth
   */
  public static void checkOut(Path from, Path to, Set<String> leaveOut) throws IOException {
    FileTime now = FileTime.fromMillis(System.currentTimeMillis());
    for (Path source : tree(from)) {
      Path relative = from.relativize(source);
      if (Stream.of(relative.toString().split("[/\\\\]")).anyMatch(leaveOut::contains)) {
        continue;
      }
      Path target = to.resolve(relative.toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Files.copy(source, target);
        target.toFile().setExecutable(Files.isExecutable(source));
        Files.setLastModifiedTime(target, now);
      }
    }
  }

  /** Deletes a file or a folder with all that is in it; does nothing if there is none. */
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    for (Path victim : tree(path).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.deleteIfExists(victim);
    }
  }

  /** Bytes of all files in a folder together. */
  public static long sizeBytes(Path folder) throws IOException {
    long sum = 0;
    for (Path file : tree(folder)) {
      sum += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return sum;
  }

  /** The folder and all below it, a folder before what is in it. */
  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
