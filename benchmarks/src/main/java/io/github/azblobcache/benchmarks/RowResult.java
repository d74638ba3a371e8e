package io.github.azblobcache.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * What a row has shown.
 *
 * @param id its letter
 * @param situation what was measured
 * @param unit of the lines' values
 * @param lines one for each variant
 * @param verdict what became of its target; empty if it has none
 */
record RowResult(
    String id, String situation, String unit, List<Line> lines, Optional<Verdict> verdict) {

  RowResult {
    lines = List.copyOf(lines);
  }

  /**
   * One variant.
   *
   * @param variant its name
   * @param value what was measured, in the row's unit
   * @param ratio to the row's baseline, round by round; empty for what is not compared
   */
  record Line(String variant, Spread value, Optional<Spread> ratio) {}

  /**
   * A target and what was measured.
   *
   * @param measured of the kind that the target compares
   */
  record Verdict(Target target, Spread measured) {

    boolean isMet() {
      return target.isMetBy(measured.median());
    }
  }
}
