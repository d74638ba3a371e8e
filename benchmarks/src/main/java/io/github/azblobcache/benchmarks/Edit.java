package io.github.azblobcache.benchmarks;

import java.io.IOException;

/** What is done to a checkout before each of its builds. */
@FunctionalInterface
interface Edit {

  /** Nothing, in any round. */
  Edit NONE = (checkout, round) -> 0;

  /** One class has other bytes in each round. */
  Edit ONE_CLASS =
      (checkout, round) -> {
        Projects.change(checkout, round + 1);
        return round + 1;
      };

  /**
   * @return a number that stands for the state of the sources; 0 for unchanged ones
   */
  int apply(Checkout checkout, int round) throws IOException;
}
