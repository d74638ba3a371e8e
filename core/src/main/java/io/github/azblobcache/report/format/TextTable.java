package io.github.azblobcache.report.format;

import io.github.azblobcache.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows in columns that are as wide as what is in them, as Docker's tools print them. */
public final class TextTable {

  private static final int GAP = 3;

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these titles and no rows. */
  public TextTable(String... titles) {
    row((Object[]) titles);
  }

  /** Adds a row with as many cells as there are titles. */
  public void row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(Printable.of(String.valueOf(cell)).toString());
    }
    rows.add(row);
  }

  /** Prints the titles and the rows. */
  public void print(Consumer<Printable> out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length() + GAP);
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i));
        line.append(" ".repeat(widths[i] - row.get(i).length()));
      }
      out.accept(Printable.of(line.toString().stripTrailing()));
    }
  }
}
