package io.github.azblobcache.it;

import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.MavenRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds a project on two runners, with the oldest Maven that is supported and Jib bound to a
 * phase, and with the newest and Jib typed on the command line. {@code every-situation} has all
 * versions.
 */
public final class Faces {

  private static final String OLDEST_MAVEN = "3.6.3";
  private static final String NEWEST_MAVEN = "4.0.0-rc-6";

  private final Runner project;
  private final TestStore store;

  /**
   * @param project which can be built with {@code -Dcache=<description>}
   */
  public Faces(Runner project, TestStore store) {
    this.project = project;
    this.store = store;
  }

  /**
   * @throws AssertionError if any runner two does not get every layer, or builds another image
   */
  public void check() throws IOException {
    check(output -> {});
  }

  /**
   * The same, where the Maven plugin takes part.
   *
   * @throws AssertionError also if Jib's class path is not made ahead
   */
  public void checkWithPlugin() throws IOException {
    check(Faces::requireClassPathAhead);
  }

  private void check(Consumer<String> printed) throws IOException {
    Runner oldest = project.with(MavenRuns.withVersion(OLDEST_MAVEN));
    Runner newest = project.with(MavenRuns.withVersion(NEWEST_MAVEN));
    check(oldest, printed, "bound", "package");
    check(newest, printed, "typed", typed());
  }

  private static String[] typed() {
    return new String[] {
      "compile",
      "jib:build",
      "-Dimage=" + DockerRegistry.shared().address() + "/hello:typed",
      "-Djib.allowInsecureRegistries=true",
      "-DsendCredentialsOverHttp=true"
    };
  }

  private void check(Runner runner, Consumer<String> printed, String name, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("-X");
    String cache = store.description(name);
    all.addAll(
        List.of("-Dcache=" + cache, "-Dazblob-cache.from=" + cache, "-Dazblob-cache.to=" + cache));
    String first = build(runner.fresh(name + "-one"), printed, all, "built");
    String second = build(runner.fresh(name + "-two"), printed, all, "cache");
    if (!first.equals(second)) {
      throw new AssertionError(name + ": the image was " + first + " and is now " + second);
    }
  }

  private static String build(
      Runner runner, Consumer<String> printed, List<String> arguments, String source)
      throws IOException {
    String output = runner.maven(arguments.toArray(String[]::new)).orFail().output();
    printed.accept(output);
    String report = runner.read("target/azblob-cache/report.json");
    List<String> sources = Reports.sources(report);
    if (sources.isEmpty() || Reports.layersFrom(source, report).size() != sources.size()) {
      throw new AssertionError("Not every layer was " + source + ": " + sources + "\n" + output);
    }
    return runner.read("target/jib-image.digest");
  }

  // Once: a second one would mean that Maven does not find the one that was made ahead.
  private static void requireClassPathAhead(String output) {
    String made = "Created new class realm plugin>com.google.cloud.tools:jib-maven-plugin:";
    int first = output.indexOf(made);
    if (first < 0 || first > output.indexOf("--- jib") || first != output.lastIndexOf(made)) {
      throw new AssertionError("Jib's class path was not made once, and ahead\n" + output);
    }
  }
}
