package io.github.azblobcache.it;

import io.github.azblobcache.testkit.MavenRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds one image with every Jib and every Maven that is supported, in each of the three ways to
 * use azblob-cache, and tells what came of it as a Markdown table.
 */
public final class ToolMatrix {

  private static final List<String> JIBS = List.of("3.2.1", "3.3.2", "3.4.6", "3.5.2");
  private static final List<String> MAVENS = List.of("3.6.3", "3.8.8", "3.9.16", "4.0.0-rc-6");
  private static final int AT_ONCE = 2;
  private static final String YES = "yes";

  /** One cell of the table. */
  private record Tools(String maven, String jib) {
    String named(String what) {
      return what.replace(' ', '-') + "-" + maven + "-" + jib;
    }
  }

  private final Runner without;
  private final Map<String, Runner> faces;
  private final TestStore store;

  /**
   * @param without the project without azblob-cache: its {@code hello} builds its image in the
   *     phase {@code package}, and it takes {@code -Djib-maven-plugin.version}
   * @param faces the same in each way to use azblob-cache
   */
  public ToolMatrix(Runner without, Map<String, Runner> faces, TestStore store) {
    this.without = without;
    this.faces = new TreeMap<>(faces);
    this.store = store;
  }

  /** Builds all. */
  public String table() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| | " + MAVENS.stream().map("Maven "::concat).collect(Collectors.joining(" | ")) + " |");
    lines.add("|---".repeat(MAVENS.size() + 1) + "|");
    Map<Tools, String> plain = plain();
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<Tools, Future<String>> cells =
          plain.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      it ->
                          executor.submit(
                              (Callable<String>) () -> cell(it.getKey(), it.getValue()))));
      for (String jib : JIBS) {
        StringBuilder line = new StringBuilder("| Jib " + jib + " |");
        for (String maven : MAVENS) {
          line.append(' ').append(cells.get(new Tools(maven, jib)).get()).append(" |");
        }
        lines.add(line.toString());
      }
    } finally {
      executor.shutdownNow();
    }
    return lines.stream().map(it -> it + "\n").collect(Collectors.joining());
  }

  // One after the other: they fill the repository of artifacts, which old Mavens can't share.
  private Map<Tools, String> plain() throws IOException {
    Map<Tools, String> digests = new HashMap<>();
    for (String jib : JIBS) {
      for (String maven : MAVENS) {
        Tools tools = new Tools(maven, jib);
        digests.put(tools, build(without, tools, tools.named("without")).orFail().digest());
      }
    }
    return digests;
  }

  /** {@code yes}, or what is wrong, in each way in which something is. */
  private String cell(Tools tools, String plain) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Runner> face : faces.entrySet()) {
      String name = tools.named(face.getKey());
      String[] cache = ImageBuild.both(store.description(name));
      ImageBuild one = build(face.getValue(), tools, name + "-one", cache);
      ImageBuild two = build(face.getValue(), tools, name + "-two", cache);
      Stream.of(fault(one, "built", plain), fault(two, "remote", plain))
          .filter(fault -> !fault.isEmpty())
          .map(fault -> face.getKey() + ": " + fault)
          .forEach(wrong::add);
    }
    return wrong.isEmpty() ? YES : String.join("; ", wrong);
  }

  private static String fault(ImageBuild build, String source, String plain) throws IOException {
    build.orFail();
    if (!build.warnings().isEmpty()) {
      return build.warnings().toString();
    }
    if (!build.layersFrom(source).equals(ImageBuild.HELLO_LAYERS)) {
      return Reports.sources(build.report()).toString();
    }
    return build.digest().equals(plain) ? "" : "another image";
  }

  private static ImageBuild build(Runner project, Tools tools, String name, String... arguments)
      throws IOException {
    Runner runner = project.fresh(name).with(MavenRuns.withVersion(tools.maven()));
    List<String> line = new ArrayList<>(List.of("-pl", "hello", "package"));
    line.add("-Djib-maven-plugin.version=" + tools.jib());
    line.addAll(List.of(arguments));
    return new ImageBuild(
        runner.checkout().resolve("hello"), runner.maven(line.toArray(String[]::new)));
  }
}
