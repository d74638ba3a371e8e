package io.github.azblobcache.benchmarks;

import java.util.List;
import java.util.Locale;

/** Results as a Markdown table, which is readable on a terminal too. */
final class ResultTable {

  private ResultTable() {}

  static String of(List<RowResult> results) {
    StringBuilder table = new StringBuilder();
    table.append("| # | situation | variant | runs | median | from .. to | ratio | target |\n");
    table.append("|---|---|---|---:|---:|---|---|---|\n");
    for (RowResult result : results) {
      for (int i = 0; i < result.lines().size(); i++) {
        append(table, result, i);
      }
    }
    return table.toString();
  }

  private static void append(StringBuilder table, RowResult row, int index) {
    RowResult.Line line = row.lines().get(index);
    boolean isFirst = index == 0;
    table
        .append("| ")
        .append(isFirst ? row.id() + " | " + row.situation() : " | ")
        .append(" | ")
        .append(line.variant())
        .append(" | ")
        .append(line.value().count())
        .append(" | ")
        .append(String.format(Locale.ROOT, "%.2f %s", line.value().median(), row.unit()))
        .append(" | ")
        .append(range(line.value()))
        .append(" | ")
        .append(line.ratio().map(ResultTable::ratio).orElse(""))
        .append(" | ")
        .append(isFirst ? row.verdict().map(ResultTable::verdict).orElse("") : "")
        .append(" |\n");
  }

  private static String ratio(Spread ratio) {
    return String.format(Locale.ROOT, "%.2f (%s)", ratio.median(), range(ratio));
  }

  private static String range(Spread spread) {
    return String.format(Locale.ROOT, "%.2f .. %.2f", spread.lowest(), spread.highest());
  }

  private static String verdict(RowResult.Verdict verdict) {
    return "%s: %s, %s"
        .formatted(
            verdict.target().text(),
            verdict.isMet() ? "met" : "**missed**",
            verdict.target().show(verdict.measured().median()));
  }
}
