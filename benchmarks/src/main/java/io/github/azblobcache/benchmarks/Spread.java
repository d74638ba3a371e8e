package io.github.azblobcache.benchmarks;

import java.util.List;

/**
 * What several measurements of one thing gave.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param lowest the lowest one
 * @param highest the highest one
 * @param count how many there are
 */
record Spread(double median, double lowest, double highest, int count) {

  /** Of one value or more. */
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
  }
}
