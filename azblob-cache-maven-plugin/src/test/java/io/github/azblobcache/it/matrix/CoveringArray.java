package io.github.azblobcache.it.matrix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Few rows that together have every possible pair of values of any two parameters. Faults that one
 * value brings, or two together, are found with a small part of all combinations.
 *
 * <p>The same parameters give the same rows.
 */
final class CoveringArray {

  /** A value of one parameter beside a value of another. */
  record Pair(int first, Object firstValue, int second, Object secondValue) {}

  /** A row that can be, and what it covers. */
  private record Candidate(List<Object> row, List<Pair> pairs) {}

  private CoveringArray() {}

  /**
   * Picks the rows, each the one that has the most pairs that no row before it has.
   *
   * @param parameters the values of each
   * @param possible which rows can be; pairs that are in none of them are not covered
   * @param shows whether a row that has a pair covers it
   */
  static List<List<Object>> rows(
      List<? extends List<?>> parameters,
      Predicate<List<Object>> possible,
      BiPredicate<List<Object>, Pair> shows) {
    List<Candidate> candidates = new ArrayList<>();
    Set<Pair> open = new LinkedHashSet<>();
    for (List<Object> row : product(parameters)) {
      if (possible.test(row)) {
        List<Pair> pairs = pairs(row).stream().filter(pair -> shows.test(row, pair)).toList();
        candidates.add(new Candidate(row, pairs));
        open.addAll(pairs);
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      Candidate best = best(candidates, open, rows);
      rows.add(best.row());
      open.removeAll(Set.copyOf(best.pairs()));
    }
    return rows;
  }

  /** All pairs in a row. */
  static List<Pair> pairs(List<Object> row) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      for (int j = i + 1; j < row.size(); j++) {
        pairs.add(new Pair(i, row.get(i), j, row.get(j)));
      }
    }
    return pairs;
  }

  /** All combinations. */
  static List<List<Object>> product(List<? extends List<?>> parameters) {
    List<List<Object>> rows = List.of(List.of());
    for (List<?> values : parameters) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> row : rows) {
        for (Object value : values) {
          List<Object> next = new ArrayList<>(row);
          next.add(value);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }

  /** The one with the most open pairs; of several, the one that is least like the rows. */
  private static Candidate best(
      List<Candidate> candidates, Set<Pair> open, List<List<Object>> rows) {
    Candidate best = null;
    long most = 0;
    long least = 0;
    for (Candidate candidate : candidates) {
      long covered = candidate.pairs().stream().filter(open::contains).count();
      if (covered >= Math.max(most, 1)) {
        long seen = seen(candidate.row(), rows);
        if (covered > most || seen < least) {
          best = candidate;
          most = covered;
          least = seen;
        }
      }
    }
    return best;
  }

  private static long seen(List<Object> row, List<List<Object>> rows) {
    long seen = 0;
    for (List<Object> other : rows) {
      long common = 0;
      for (int i = 0; i < row.size(); i++) {
        common += row.get(i).equals(other.get(i)) ? 1 : 0;
      }
      seen += common * common;
    }
    return seen;
  }
}
