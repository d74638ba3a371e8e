package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The generated part of {@code docs/performance.md}, between two markers. What people wrote around
 * it stays.
 */
final class PerformancePage {

  private static final String BEGIN = "<!-- measured: begin; written by benchmarks/run.sh -->";
  private static final String END = "<!-- measured: end -->";

  private PerformancePage() {}

  /** Replaces the part in the page, and the chart beside it. */
  static void write(Path docs, List<String> facts, List<RowResult> results) throws IOException {
    Path page = docs.resolve("performance.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("No '" + BEGIN + "' and '" + END + "' in " + page);
    }
    String generated = BEGIN + "\n\n" + body(facts, results) + "\n";
    Files.writeString(page, text.substring(0, begin) + generated + text.substring(end));
    Files.writeString(docs.resolve("performance.svg"), Chart.of(results));
  }

  private static String body(List<String> facts, List<RowResult> results) {
    return "![Times and ratios, as in the table](performance.svg)\n\n"
        + ResultTable.of(results)
        + "\nMeasured on a machine with\n\n"
        + facts.stream().map(it -> "- " + it + "\n").collect(Collectors.joining());
  }
}
