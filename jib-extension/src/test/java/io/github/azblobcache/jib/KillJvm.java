package io.github.azblobcache.jib;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Starts processes with this one's class path, as cheaply as can be: their classes come from an
 * archive that one of them has written. A JVM archives no class from a folder, and none from a
 * signed file, so these elements of the class path are packed first.
 *
 * @param classPath of files alone
 * @param archive need not exist
 */
record KillJvm(String classPath, Path archive) {

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  /**
   * @param folder where what is packed and the archive go
   */
  static KillJvm in(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> packed = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(element);
      Path jar = folder.resolve(packed.size() + ".jar");
      if (Files.isDirectory(path)) {
        packFolder(path, jar);
      } else if (Files.exists(path)) {
        packWithoutSignature(path, jar);
      }
      packed.add(Files.exists(jar) ? jar.toString() : element);
    }
    return new KillJvm(String.join(File.pathSeparator, packed), folder.resolve("classes.jsa"));
  }

  private static void packFolder(Path classes, Path jar) throws IOException {
    try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      entries.setLevel(Deflater.NO_COMPRESSION);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        entries.putNextEntry(new ZipEntry(name));
        Files.copy(file, entries);
      }
    }
  }

  /** Leaves a file alone that is not signed. */
  private static void packWithoutSignature(Path signed, Path jar) throws IOException {
    try (ZipFile from = new ZipFile(signed.toFile())) {
      if (from.stream().noneMatch(KillJvm::isSignature)) {
        return;
      }
      try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(jar))) {
        entries.setLevel(Deflater.NO_COMPRESSION);
        for (ZipEntry entry : Collections.list(from.entries())) {
          if (!isSignature(entry)) {
            entries.putNextEntry(new ZipEntry(entry.getName()));
            from.getInputStream(entry).transferTo(entries);
          }
        }
      }
    }
  }

  private static boolean isSignature(ZipEntry entry) {
    return SIGNATURE.matcher(entry.getName()).matches();
  }

  /** Starts a main class. */
  Process start(Class<?> main, List<String> arguments) throws IOException {
    return start("-XX:SharedArchiveFile=" + archive, main, arguments);
  }

  /** Starts one that writes the archive when it ends. */
  Process startArchiving(Class<?> main, List<String> arguments) throws IOException {
    return start("-XX:ArchiveClassesAtExit=" + archive, main, arguments);
  }

  private Process start(String option, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
    command.addAll(List.of(option, "-cp", classPath, main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
