package io.github.azblobcache.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Results as an SVG: the times of rows in which a runner is cold, and each row's ratio beside its
 * target. Its colours are readable on a light and on a dark page.
 */
final class Chart {

  private static final int WIDTH = 860;
  private static final int LEFT = 250;
  private static final int RIGHT = 90;
  private static final int LINE = 24;
  private static final List<String> TIMED = List.of("r", "a", "e");
  private static final double RATIO_FROM = 0.8;

  private final StringBuilder svg = new StringBuilder();
  private int y = 30;

  private Chart() {}

  static String of(List<RowResult> results) {
    Chart chart = new Chart();
    for (String id : TIMED) {
      results.stream().filter(it -> it.id().equals(id)).forEach(chart::times);
    }
    chart.ratios(results.stream().filter(Chart::hasRatio).toList());
    return chart.document();
  }

  private static boolean hasRatio(RowResult row) {
    return row.verdict().map(it -> it.target().kind()).equals(Optional.of(Target.Kind.RATIO));
  }

  private void times(RowResult row) {
    title(row.situation().replace("`", ""));
    double most =
        row.lines().stream().mapToDouble(it -> it.value().highest()).max().orElse(1) * 1.05;
    for (RowResult.Line line : row.lines()) {
      double length = scaled(line.value().median(), 0, most) - LEFT;
      label(line.variant());
      rectangle(LEFT, length, line.variant().startsWith("azblob-cache") ? "ours" : "theirs");
      whisker(line.value(), 0, most);
      text(
          scaled(line.value().highest(), 0, most) + 8,
          "value",
          String.format(Locale.ROOT, "%.2f s", line.value().median()));
      y += LINE;
    }
    y += LINE;
  }

  private void ratios(List<RowResult> rows) {
    if (rows.isEmpty()) {
      return;
    }
    title("Ratio to the row's baseline (dot and range), and the most it is meant to be (bar)");
    double most =
        rows.stream()
            .map(it -> it.verdict().orElseThrow())
            .mapToDouble(it -> Math.max(it.measured().highest(), it.target().limit()))
            .max()
            .orElse(1);
    for (RowResult row : rows) {
      RowResult.Verdict verdict = row.verdict().orElseThrow();
      label(row.id() + "  " + verdict.target().text());
      line("grid", scaled(1, RATIO_FROM, most), LINE);
      whisker(verdict.measured(), RATIO_FROM, most);
      line("limit", scaled(verdict.target().limit(), RATIO_FROM, most), LINE - 6);
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\"/>%n",
              verdict.isMet() ? "ours" : "missed",
              scaled(verdict.measured().median(), RATIO_FROM, most),
              y));
      text(
          WIDTH - RIGHT + 12,
          "value",
          String.format(Locale.ROOT, "%.2f", verdict.measured().median()));
      y += LINE;
    }
  }

  private static double scaled(double value, double from, double to) {
    double share = (Math.max(value, from) - from) / (to - from);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private void title(String text) {
    svg.append(
        String.format("<text class=\"title\" x=\"10\" y=\"%d\">%s</text>%n", y, escaped(text)));
    y += LINE;
  }

  private void label(String text) {
    svg.append(
        String.format(
            "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>%n",
            LEFT - 12, y + 4, escaped(text)));
  }

  private void text(double x, String style, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>%n",
            style,
            x,
            y + 4,
            escaped(text)));
  }

  private void rectangle(double x, double length, String style) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" rx=\"2\"/>%n",
            style,
            x,
            y - 7,
            length));
  }

  private void whisker(Spread spread, double from, double to) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
            scaled(spread.lowest(), from, to),
            scaled(spread.highest(), from, to),
            y,
            y));
  }

  private void line(String style, double x, int height) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
            style,
            x,
            x,
            y - height / 2,
            y + height / 2));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private String document() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
    <style>
    text { font: 13px system-ui, sans-serif; fill: #24292f }
    .title { font-weight: 600 }
    .label { text-anchor: end }
    .theirs { fill: #8c959f }
    .ours { fill: #1f7ad1 }
    .missed { fill: #cf4a22 }
    .whisker { stroke: #24292f; stroke-width: 1.5 }
    .limit { stroke: #24292f; stroke-width: 3 }
    .grid { stroke: #8c959f; stroke-dasharray: 2 3 }
    @media (prefers-color-scheme: dark) {
      text { fill: #d1d7de }
      .ours { fill: #58a6f0 }
      .missed { fill: #f0883e }
      .whisker, .limit { stroke: #d1d7de }
    }
    </style>
    """
            .formatted(WIDTH, y + LINE / 2)
        + svg
        + "</svg>\n";
  }
}
