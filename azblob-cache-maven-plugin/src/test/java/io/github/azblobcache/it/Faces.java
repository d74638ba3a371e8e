package io.github.azblobcache.it;

import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.MavenRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a project on two runners, once with Jib bound to a phase and once with Jib typed on the
 * command line, with every Maven that is supported.
 */
public final class Faces {

  private static final String NEWEST_JIB = "3.5.2";

  /** Every Maven with the newest Jib, and an older Jib with one Maven. */
  private static final List<Toolset> TOOLSETS =
      List.of(
          new Toolset("3.6.3", NEWEST_JIB),
          new Toolset("3.8.8", NEWEST_JIB),
          new Toolset("3.9.16", NEWEST_JIB),
          new Toolset("4.0.0-rc-6", NEWEST_JIB),
          new Toolset("3.9.16", "3.4.6"));

  private record Toolset(String maven, String jib) {}

  private final Runner project;
  private final TestStore store;

  /**
   * @param project which can be built with {@code -Dcache=<description>}, and takes {@code
   *     -Djib.version}
   */
  public Faces(Runner project, TestStore store) {
    this.project = project;
    this.store = store;
  }

  /**
   * @throws AssertionError if any runner two does not get every layer, or builds another image
   */
  public void check() throws IOException {
    for (Toolset tools : TOOLSETS) {
      Runner runner = project.with(MavenRuns.withVersion(tools.maven()));
      String name = tools.maven() + "-" + tools.jib();
      check(runner, name, "package", "-Djib.version=" + tools.jib());
      check(runner, name + "-typed", typed(name, tools.jib()));
    }
  }

  private static String[] typed(String tag, String jib) {
    return new String[] {
      "compile",
      "jib:build",
      "-Djib.version=" + jib,
      "-Dimage=" + DockerRegistry.shared().address() + "/hello:" + tag,
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
