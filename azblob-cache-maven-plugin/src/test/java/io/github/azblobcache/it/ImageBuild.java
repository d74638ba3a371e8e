package io.github.azblobcache.it;

import io.github.azblobcache.testkit.MavenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Maven run that was to build an image, and what it left.
 *
 * @param module the folder of the image's module
 * @param run the run
 */
public record ImageBuild(Path module, MavenRun run) {

  /** The layers of the image of {@code hello-reactor/hello}, from the bottom. */
  public static final List<String> HELLO_LAYERS =
      List.of("dependencies", "resources", "classes", "jvm arg files");

  private static final String OURS = "Layer cache: ";
  private static final String WARNING = "[WARNING] ";

  /**
   * Builds the image of {@code hello-reactor/hello}: one small module, as fast as Maven can.
   *
   * @param arguments more for the command line
   */
  public static ImageBuild hello(Runner runner, String... arguments) throws IOException {
    return hello(runner, Map.of(), arguments);
  }

  /** The same with more in the environment. */
  public static ImageBuild hello(
      Runner runner, Map<String, String> environment, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("-pl", "hello", "compile", "jib:buildTar"));
    line.addAll(List.of(arguments));
    return new ImageBuild(
        runner.checkout().resolve("hello"), runner.maven(environment, line.toArray(String[]::new)));
  }

  /** The arguments that import from and export to one cache. */
  public static String[] both(String description) {
    return new String[] {from(description), to(description)};
  }

  /** The argument that imports from a cache. */
  public static String from(String description) {
    return "-Dazblob-cache.from=" + description;
  }

  /** The argument that exports to a cache. */
  public static String to(String description) {
    return "-Dazblob-cache.to=" + description;
  }

  /**
   * This build.
   *
   * @throws AssertionError with the output, if it failed
   */
  public ImageBuild orFail() {
    run.orFail();
    return this;
  }

  /** All that Maven printed. */
  public String output() {
    return run.output();
  }

  /** {@code report.json}. */
  public String report() throws IOException {
    return Files.readString(module.resolve("target/azblob-cache/report.json"));
  }

  /** The layers that came from this source, from the bottom. */
  public List<String> layersFrom(String source) throws IOException {
    return Reports.layersFrom(source, report());
  }

  /** The image's digest, or rather that of its manifest. */
  public String digest() throws IOException {
    return Files.readString(module.resolve("target/jib-image.digest"));
  }

  /** The lines that azblob-cache has printed, of any level. */
  public List<String> lines() {
    return output().lines().filter(line -> line.contains(OURS)).toList();
  }

  /** The warnings that azblob-cache has printed. */
  public List<String> warnings() {
    return lines().stream().filter(line -> line.startsWith(WARNING)).toList();
  }
}
