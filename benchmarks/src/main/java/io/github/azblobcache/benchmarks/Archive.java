package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders carried from runner to runner in a compressed archive, as CI services do it.
 *
 * <p>Only unpacking is timed. The archive lies on this machine already: its download, which a real
 * runner waits for, costs nothing here.
 *
 * @param file the archive
 */
record Archive(Path file) {

  /** Packs folders under the names {@code 0}, {@code 1} and so on. */
  static Archive of(Path file, List<Path> folders) throws IOException {
    List<String> command = new ArrayList<>(List.of("tar", "-P", "--use-compress-program=zstd -T0"));
    command.addAll(List.of("-cf", file.toString()));
    for (int i = 0; i < folders.size(); i++) {
      command.add("--transform=s,^" + folders.get(i) + "," + i + ",");
    }
    folders.forEach(it -> command.add(it.toString()));
    execute(file.getParent(), command);
    return new Archive(file);
  }

  /** Unpacks the folders to new places, in their order. */
  Duration restore(List<Path> folders) throws IOException {
    List<String> command = new ArrayList<>(List.of("tar", "-P", "--use-compress-program=zstd"));
    command.addAll(List.of("-xf", file.toString()));
    for (int i = 0; i < folders.size(); i++) {
      Files.createDirectories(folders.get(i));
      command.add("--transform=s,^" + i + "," + folders.get(i) + ",");
    }
    long start = System.nanoTime();
    execute(file.getParent(), command);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void execute(Path folder, List<String> command) throws IOException {
    try {
      int exit =
          new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException(command + " ended with " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
