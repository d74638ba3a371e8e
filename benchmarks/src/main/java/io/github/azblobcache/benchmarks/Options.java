package io.github.azblobcache.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param rounds how often each variant is measured, after one run that does not count
 * @param isQuick whether small is good enough: it shows that all works, and no number to quote
 * @param writes whether to write the page and the chart although this is not a whole run
 * @param profiles whether to look into one build instead of measuring
 * @param rows which rows, by their letters; empty for all
 */
record Options(int rounds, boolean isQuick, boolean writes, boolean profiles, List<String> rows) {

  private static final int ROUNDS = 7;
  private static final int QUICK_ROUNDS = 3;

  Options {
    rows = List.copyOf(rows);
  }

  /**
   * @throws IllegalArgumentException if an option is not known
   */
  static Options parse(List<String> arguments) {
    List<String> flags = arguments.stream().filter(it -> it.startsWith("-")).toList();
    List<String> rows = new ArrayList<>(arguments);
    rows.removeAll(flags);
    int rounds = flags.contains("--quick") ? QUICK_ROUNDS : ROUNDS;
    for (String flag : flags) {
      if (flag.startsWith("--rounds=")) {
        rounds = Integer.parseInt(flag.substring("--rounds=".length()));
      } else if (!List.of("--quick", "--write", "--profile").contains(flag)) {
        throw new IllegalArgumentException(
            "'" + flag + "' is none of --quick, --rounds=<n>, --write, --profile");
      }
    }
    return new Options(
        rounds,
        flags.contains("--quick"),
        flags.contains("--write"),
        flags.contains("--profile"),
        rows);
  }

  /** Whether the results may stand in the documentation. */
  boolean isPublished() {
    return writes || (!isQuick && rounds >= ROUNDS && rows.isEmpty());
  }

  boolean asksFor(String row) {
    return rows.isEmpty() || rows.contains(row);
  }
}
