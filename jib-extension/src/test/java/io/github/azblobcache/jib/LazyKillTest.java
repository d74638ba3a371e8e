package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.github.azblobcache.jib.lazy.LyingRegistry;
import io.github.azblobcache.oci.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves that is killed while something stands in for its layers. */
@Timeout(600)
class LazyKillTest {

  private static final int KILLS = Integer.getInteger("lazy.kills", 5);
  private static final List<String> LAYERS = List.of("one", "two", "new");

  @TempDir private Path folder;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void jibFindsNoPlaceholderAfterAKill() throws Exception {
    try (LyingRegistry registry = new LyingRegistry()) {
      LazyRunner runner = new LazyRunner(registry.address(), folder, warnings::add);
      runner.build("app", List.of("one", "two"));
      String right = tar(runner, Files.createTempDirectory(folder, "alone"));
      long millis = run(registry, Files.createTempDirectory(folder, "whole"), Long.MAX_VALUE);
      Random random = new Random(1);
      for (int i = 0; i < KILLS; i++) {
        Path machine = Files.createTempDirectory(folder, "killed");
        run(registry, machine, random.nextLong(millis + 1));
        checkLayers(LazyRunner.usual(machine).directory().resolve("layers"));
        assertEquals(right, tar(runner, machine));
      }
    }
    assertEquals(List.of(), warnings);
  }

  /** Builds in a process of its own, and kills it so long after its begin; how long it took. */
  private long run(LyingRegistry registry, Path machine, long killedAfterMillis) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            registry.address(),
            folder.toString(),
            machine.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output = process.inputReader()) {
      assertEquals("ready", output.readLine());
      long begun = System.nanoTime();
      if (!process.waitFor(killedAfterMillis, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A process that builds once. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      LazyRunner runner =
          new LazyRunner(arguments[0], Path.of(arguments[1]), warning -> System.exit(1));
      System.out.println("ready");
      runner.build("app", LAYERS, Path.of(arguments[2]));
      System.exit(0);
    }
  }

  private static void checkLayers(Path layers) throws IOException {
    if (Files.exists(layers)) {
      try (Stream<Path> files = Files.walk(layers)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertEquals(
              file.getParent().getFileName().toString(), Digest.of(Files.readAllBytes(file)).hex());
        }
      }
    }
  }

  /** What {@code jib:buildTar} does on a machine. */
  private static String tar(LazyRunner runner, Path machine) throws Exception {
    List<FileEntriesLayer> layers =
        List.of(runner.layer("one"), runner.layer("two"), runner.layer("new"));
    Path tar = machine.resolve("image.tar");
    return Jib.fromScratch()
        .setFileEntriesLayers(layers)
        .containerize(
            Containerizer.to(TarImage.at(tar).named("app"))
                .setApplicationLayersCache(LazyRunner.usual(machine).directory())
                .setBaseImageLayersCache(machine.resolve("base")))
        .getDigest()
        .toString();
  }
}
