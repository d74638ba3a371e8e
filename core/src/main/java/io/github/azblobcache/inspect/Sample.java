package io.github.azblobcache.inspect;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How much of a cache is read.
 *
 * @param fraction more than 0, at most 1
 * @param random chooses, so that samples of many nights see everything at some time
 */
public record Sample(double fraction, RandomGenerator random) {

  /** Reads everything. */
  public static final Sample ALL = new Sample(1, new SplittableRandom());

  /**
   * Note that {@code RandomGenerator.getDefault()} finds nothing in a Maven plugin's class loader.
   *
   * @throws IllegalArgumentException if the fraction is no such number
   */
  public Sample {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("Not a part of everything: " + fraction);
    }
  }

  <T> List<T> of(List<T> all) {
    return all.stream().filter(it -> fraction == 1 || random.nextDouble() < fraction).toList();
  }
}
