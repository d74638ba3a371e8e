package io.github.azblobcache.jib.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** docs/faults.md: what the trials have shown, as text. */
final class FaultPage {

  private static final String HEAD =
      """
      # Faults

      What a build does when the storage service, the network, the disk or the content of the cache is at fault. The test
      `FaultsInDocsTest` makes each fault, meets it with three kinds of runs, some with a fourth, and writes this page. It fails where
      the page does not say what happened. A usual test run makes one fault in twelve; `-Dfaults=all` makes all.

      The image has four layers. The cache holds the build before; an export finds two of its layers there, and adds two. All
      runs but the goals are Jib's own builds, and the image is right if its digest is that of a build without a cache.

      - *once*: the first request for each thing fails, and the next one succeeds. Without it every request fails.
      - *in mid-build*: from the first request for a layer on.
      - *Waits*: how much longer the run lasts than without the fault, at the most. It is made of the number of tries that were
        seen, and of the pauses and timeouts in [settings](settings.md). An import gives up by its patience.
      - *Prints*: warnings, and the message of the failure. Times, digests and addresses are replaced.

      An export that fails does so because the user asked for it; with `ignore-error=true` it is a warning. After each run that exports,
      the same build exports again without the fault; where `verify` still finds damage then, the row says so. "Lost" is what a build could
      fetch before the goals ran, and not after them. `check` names the steps that fail, and ends after 13 seconds at the latest.
      """;

  /** The title of the group of {@link LocalFault}s. */
  static final String LOCAL = "The machine that builds";

  /**
   * One fault, as the page has it.
   *
   * @param lines one for each kind of run
   */
  record Row(List<String> lines) {

    /** Copies the list. */
    Row {
      lines = List.copyOf(lines);
    }

    /** Makes the trials. */
    static Row of(String fault, World world, Scenery scenery, Path folder) throws IOException {
      List<String> lines = new ArrayList<>();
      lines.add(line(fault, new ImportTrial(world, scenery, folder).run()));
      lines.add(line(fault, new ExportTrial(world, scenery, folder).run()));
      lines.add(line(fault, new UpkeepTrial(world, scenery, folder).run()));
      if (LookTrial.isTried(fault)) {
        lines.add(line(fault, new LookTrial(world, scenery, folder).run()));
      }
      return new Row(lines);
    }

    private static String line(String fault, List<String> cells) {
      return "| " + fault + " | " + String.join(" | ", cells) + " |\n";
    }

    /** The row that a page has of a fault, to be kept as it is. */
    static Optional<Row> in(String page, String fault) {
      List<String> lines =
          page.lines()
              .filter(line -> line.startsWith("| " + fault + " | "))
              .map(line -> line + "\n")
              .toList();
      return lines.size() == (LookTrial.isTried(fault) ? 4 : 3)
          ? Optional.of(new Row(lines))
          : Optional.empty();
    }

    /** The same as text. */
    String text() {
      return String.join("", lines);
    }

    /** Whether a page has it. */
    boolean isIn(String page) {
      return lines.stream().allMatch(page::contains);
    }
  }

  private FaultPage() {}

  /** The whole page. */
  static String of(Map<String, List<Row>> groups) {
    StringBuilder page = new StringBuilder(HEAD);
    groups.forEach(
        (title, rows) -> {
          page.append("\n## ").append(title).append('\n');
          table(page, rows, 0, "A build that imports", ImportTrial.COLUMNS);
          table(page, rows, 1, "A build that exports", ExportTrial.COLUMNS);
          table(page, rows, 2, "`du`, `verify` and `prune`", UpkeepTrial.COLUMNS);
          table(page, rows, 3, "`history` and `check`", LookTrial.COLUMNS);
        });
    return page.toString();
  }

  private static void table(
      StringBuilder page, List<Row> rows, int kind, String title, List<String> columns) {
    List<String> lines =
        rows.stream()
            .filter(row -> row.lines().size() > kind)
            .map(row -> row.lines().get(kind))
            .toList();
    if (!lines.isEmpty()) {
      page.append("\n**").append(title).append("**\n\n| Fault | ");
      page.append(String.join(" | ", columns)).append(" |\n|---|");
      page.append("---|".repeat(columns.size())).append('\n');
      lines.forEach(page::append);
    }
  }

  /** The faults, by the groups in which the page has them. */
  static Map<String, List<Fault>> groups() {
    Map<String, List<Fault>> groups = new LinkedHashMap<>();
    groups.put("Access and clocks", AnswerFaults.access());
    groups.put("State of the container", AnswerFaults.state());
    groups.put("A busy or broken service", AnswerFaults.busy());
    groups.put("Connections", ConnectionFaults.all());
    groups.put("Other bytes than asked for", AnswerFaults.content());
    groups.put("Listings", AnswerFaults.listings());
    groups.put("What others have written", ContentFaults.all());
    return groups;
  }
}
