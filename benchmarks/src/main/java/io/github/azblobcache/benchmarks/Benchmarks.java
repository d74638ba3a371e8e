package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Measures, prints and publishes. Started by {@code run.sh}. */
public final class Benchmarks {

  private static final long LARGE_LAYER_BYTES = 2L << 30;
  private static final long LARGE_LAYER_QUICK_BYTES = 256L << 20;

  private Benchmarks() {}

  /** Makes a row when its turn comes, because that can take builds of its own. */
  @FunctionalInterface
  private interface Maker {

    Row make() throws IOException;
  }

  /**
   * @param arguments the project's folder, the repository where it is installed, the user's
   *     repository, and what {@link Options} knows
   */
  public static void main(String[] arguments) throws IOException {
    List<String> all = Arrays.asList(arguments);
    try {
      Options options = Options.parse(all.subList(3, all.size()));
      Path project = Path.of(all.get(0));
      List<Edition> editions = editions(project, options);
      try (Lab lab = Lab.open(project, Path.of(all.get(1)), Path.of(all.get(2)), editions)) {
        run(lab, options);
      }
    } catch (NotAsClaimedException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static List<Edition> editions(Path project, Options options) throws IOException {
    List<Edition> editions = new ArrayList<>(List.of(Edition.OWN));
    if (options.against().isPresent()) {
      Path repository = project.resolve("benchmarks/target/against/repository");
      editions.add(Edition.in(repository, options.against().get()));
    }
    return editions;
  }

  private static void run(Lab lab, Options options) throws IOException {
    Projects projects = new Projects(lab);
    if (options.profiles()) {
      new Profile(lab, projects).run();
      return;
    }
    List<RowResult> results = new ArrayList<>();
    List<String> facts = Machine.facts(lab.mavenVersion());
    for (Maker maker : rows(lab, projects, options)) {
      lab.renewStore();
      Row row = maker.make();
      if (row.hasReadyMemory()) {
        lab.makeMemoryReady();
      }
      RowResult result = row.measure(options.rounds());
      results.add(result);
      results.sort(Comparator.comparing(RowResult::id));
      System.out.println();
      System.out.println(ResultTable.of(List.of(result)));
      // After each row: a run takes an hour, and what ends it must not take all
      publish(lab, options, facts, results);
    }
    System.out.println(String.join("\n", facts) + "\n\n" + ResultTable.of(results));
  }

  private static void publish(Lab lab, Options options, List<String> facts, List<RowResult> results)
      throws IOException {
    Path copy = lab.project().resolve("benchmarks/target/performance.svg");
    Files.writeString(copy, Chart.of(results));
    if (options.isPublished()) {
      PerformancePage.write(lab.project().resolve("docs"), facts, results);
    }
  }

  private static List<Maker> rows(Lab lab, Projects projects, Options options) {
    ShopRows shop = new ShopRows(lab, projects);
    TestRows tests = new TestRows(lab, projects);
    long large = options.isQuick() ? LARGE_LAYER_QUICK_BYTES : LARGE_LAYER_BYTES;
    List<Maker> rows = new ArrayList<>();
    // First: memory that was ready once is not what it was
    add(rows, options, "j", () -> new LargeLayerRow(lab, projects, large));
    add(rows, options, "a", shop::hits);
    add(rows, options, "b", shop::hitsFromSources);
    add(rows, options, "c", shop::warm);
    add(rows, options, "d", shop::firstBuild);
    add(rows, options, "d2", shop::firstBuildOnAllCores);
    add(rows, options, "e", shop::oneClass);
    add(rows, options, "e2", shop::oneDependencyOnAllCores);
    add(rows, options, "f", shop::slowStore);
    add(rows, options, "g", shop::deadStore);
    add(rows, options, "h", shop::reactor);
    add(rows, options, "i", tests::tests);
    add(rows, options, "k", () -> new FirstUseRow(lab, projects));
    NetworkRows network = new NetworkRows(lab, projects);
    add(rows, options, "l0", network::hitsHere);
    add(
        rows,
        options,
        "l",
        () ->
            network.hits("l", "100 MB/s and 10 ms", new Link(100_000_000, Duration.ofMillis(10))));
    add(
        rows,
        options,
        "m",
        () -> network.hits("m", "20 MB/s and 40 ms", new Link(20_000_000, Duration.ofMillis(40))));
    add(rows, options, "n", tests::noTests);
    add(rows, options, "r", shop::emptyRunner);
    add(rows, options, "s", () -> FirstRequest.row(lab.azurite()));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "There are rows a to n, d2, e2, l0, r and s, not " + options.rows());
    }
    return rows;
  }

  private static void add(List<Maker> rows, Options options, String id, Maker maker) {
    if (options.asksFor(id)) {
      rows.add(maker);
    }
  }
}
