package io.github.azblobcache.it;

import io.github.azblobcache.testkit.FileTrees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** The projects in {@code examples}, as the integration tests' scripts build them. */
public final class Examples {

  private static final Set<String> NOT_CHECKED_OUT = Set.of("target");

  private Examples() {}

  /**
   * A copy of an example that nobody has built, with what it needs to use this build's
   * azblob-cache. The script may edit it; its {@link Runner#fresh} ones are what gets built.
   *
   * @param example the example's folder
   * @param script the variables that the invoker gives to the script
   */
  public static Runner withCache(String example, Map<String, Object> script) throws IOException {
    Runner runner = plain(example, script);
    Files.writeString(
        runner.checkout().resolve(".mvn/maven.config"),
        "-Dazblob-cache.version=" + script.get("projectVersion") + "\n",
        StandardOpenOption.APPEND);
    return runner;
  }

  /** The same without azblob-cache. */
  public static Runner plain(String example, Map<String, Object> script) throws IOException {
    Path test = ((File) script.get("basedir")).toPath();
    Path runners = test.getParent().resolveSibling("it-runners").resolve(test.getFileName());
    Path checkout = runners.resolve("template-" + example).resolve("checkout");
    FileTrees.delete(checkout);
    FileTrees.checkOut(
        Path.of(script.get("examples").toString(), example), checkout, NOT_CHECKED_OUT);
    return new Runner(
        checkout,
        checkout.resolveSibling("machine"),
        Path.of(script.get("mavenHome").toString()),
        ((File) script.get("localRepositoryPath")).toPath(),
        Path.of(script.get("itSettings").toString()));
  }
}
