package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * A row of builds that are compared by their time.
 *
 * <p>In each round every variant runs once, in an order that moves on from round to round, so that
 * what changes on the machine meanwhile changes for all. Ratios are made within a round. Those that
 * no target is about run in the first rounds only: more of the others say more.
 *
 * @param baseline the variant that the others are compared with
 * @param judged the variant that the target is for
 * @param target empty if the row has none
 * @param times how many times as many rounds as asked for a row with a target gets: more where the
 *     target is nearer to what is expected than the noise of a median
 */
record TimedRow(
    String id,
    String situation,
    List<Variant> variants,
    String baseline,
    String judged,
    Optional<Target> target,
    int times)
    implements Row {

  private static final int ROUNDS_OF_OTHERS = 3;

  TimedRow {
    variants = List.copyOf(variants);
  }

  TimedRow(
      String id,
      String situation,
      List<Variant> variants,
      String baseline,
      String judged,
      Optional<Target> target) {
    this(id, situation, variants, baseline, judged, target, 1);
  }

  TimedRow withRounds(int times) {
    return new TimedRow(id, situation, variants, baseline, judged, target, times);
  }

  @Override
  public RowResult measure(int wanted) throws IOException {
    int rounds = target.isPresent() ? times * wanted : Math.min(wanted, ROUNDS_OF_OTHERS);
    Map<String, List<Double>> seconds = new TreeMap<>();
    variants.forEach(variant -> seconds.put(variant.name(), new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      List<Variant> running = round <= ROUNDS_OF_OTHERS ? variants : judgedAndBaseline();
      for (int i = 0; i < running.size(); i++) {
        Variant variant = running.get((round + i) % running.size());
        double took = variant.run().measure(round).toNanos() / 1e9;
        System.out.printf(
            Locale.ROOT,
            "  %s %s  %-28s %7.2f s%n",
            id,
            round == 0 ? "warm-up" : "round " + round,
            variant.name(),
            took);
        if (round > 0) {
          seconds.get(variant.name()).add(took);
        }
      }
    }
    return result(seconds);
  }

  /** The baseline, and what is compared with it for the target, in each edition. */
  private List<Variant> judgedAndBaseline() {
    return variants.stream()
        .filter(
            it ->
                List.of(baseline, judged).contains(it.name())
                    || it.reference().equals(Optional.of(judged)))
        .toList();
  }

  private RowResult result(Map<String, List<Double>> seconds) {
    List<Double> base = seconds.get(baseline);
    List<RowResult.Line> lines =
        variants.stream()
            .map(
                it ->
                    new RowResult.Line(
                        it.name(),
                        Spread.of(seconds.get(it.name())),
                        it.name().equals(baseline)
                            ? Optional.empty()
                            : Optional.of(
                                compared(
                                    seconds.get(it.name()),
                                    seconds.get(it.reference().orElse(baseline)),
                                    (a, b) -> a / b))))
            .toList();
    DoubleBinaryOperator compare =
        target.map(Target::kind).equals(Optional.of(Target.Kind.EXTRA_SECONDS))
            ? (a, b) -> a - b
            : (a, b) -> a / b;
    Spread measured = compared(seconds.get(judged), base, compare);
    return new RowResult(
        id, situation, "s", lines, target.map(it -> new RowResult.Verdict(it, measured)));
  }

  private static Spread compared(
      List<Double> values, List<Double> base, DoubleBinaryOperator compare) {
    return Spread.of(
        IntStream.range(0, values.size())
            .mapToObj(i -> compare.applyAsDouble(values.get(i), base.get(i)))
            .toList());
  }
}
