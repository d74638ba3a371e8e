package io.github.azblobcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param rounds how often each variant is measured, after one run that does not count
 * @param isQuick whether small is good enough: it shows that all works, and no number to quote
 * @param writes whether to write the page and the chart although this is not a whole run
 * @param profiles whether to look into one build instead of measuring
 * @param against the commit whose build is measured beside this one; empty for none
 * @param rows which rows, by their letters; empty for all
 */
record Options(
    int rounds,
    boolean isQuick,
    boolean writes,
    boolean profiles,
    Optional<String> against,
    List<String> rows) {

  private static final int ROUNDS = 9;
  private static final int QUICK_ROUNDS = 3;
  private static final String ROUNDS_FLAG = "--rounds=";
  private static final String AGAINST_FLAG = "--against=";

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
    Optional<String> against = Optional.empty();
    for (String flag : flags) {
      if (flag.startsWith(ROUNDS_FLAG)) {
        rounds = Integer.parseInt(flag.substring(ROUNDS_FLAG.length()));
      } else if (flag.startsWith(AGAINST_FLAG)) {
        against = Optional.of(flag.substring(AGAINST_FLAG.length()));
      } else if (!List.of("--quick", "--write", "--profile").contains(flag)) {
        throw new IllegalArgumentException(
            "'"
                + flag
                + "' is none of --quick, --rounds=<n>, --against=<commit>, --write, --profile");
      }
    }
    if (against.isPresent() && flags.contains("--write")) {
      throw new IllegalArgumentException(
          "--against and --write: the page is of one version; leave out one of them");
    }
    return new Options(
        rounds,
        flags.contains("--quick"),
        flags.contains("--write"),
        flags.contains("--profile"),
        against,
        rows);
  }

  /** Whether the results may be in the documentation. */
  boolean isPublished() {
    return writes || (!isQuick && rounds >= ROUNDS && rows.isEmpty() && against.isEmpty());
  }

  boolean asksFor(String row) {
    return rows.isEmpty() || rows.contains(row);
  }
}
