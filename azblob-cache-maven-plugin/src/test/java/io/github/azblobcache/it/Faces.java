package io.github.azblobcache.it;

import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.MavenRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a project on two runners, with the oldest Maven that is supported and Jib bound to a
 * phase, and with the newest and Jib typed on the command line. {@link ToolMatrix} has all
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
    check(project.with(MavenRuns.withVersion(OLDEST_MAVEN)), "bound", "package");
    check(project.with(MavenRuns.withVersion(NEWEST_MAVEN)), "typed", typed());
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

  private void check(Runner runner, String name, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    String cache = store.description(name);
    all.addAll(
        List.of("-Dcache=" + cache, "-Dazblob-cache.from=" + cache, "-Dazblob-cache.to=" + cache));
    String first = build(runner.fresh(name + "-one"), all, "built");
    String second = build(runner.fresh(name + "-two"), all, "remote");
    if (!first.equals(second)) {
      throw new AssertionError(name + ": the image was " + first + " and is now " + second);
    }
  }

  private static String build(Runner runner, List<String> arguments, String source)
      throws IOException {
    String output = runner.maven(arguments.toArray(String[]::new)).orFail().output();
    String report = runner.read("target/azblob-cache/report.json");
    List<String> sources = Reports.sources(report);
    if (sources.isEmpty() || Reports.layersFrom(source, report).size() != sources.size()) {
      throw new AssertionError("Not every layer was " + source + ": " + sources + "\n" + output);
    }
    return runner.read("target/jib-image.digest");
  }
}
