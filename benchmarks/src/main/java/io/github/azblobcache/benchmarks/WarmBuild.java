package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Builds again and again in one checkout, with all that Jib has cached by the first build. */
final class WarmBuild implements Variant.Run {

  private final Situation situation;
  private final Edit edit;
  private final List<String> more;
  private final Claim claim;
  private Checkout checkout;

  /**
   * @param more arguments of this variant
   * @param claim holds of each run besides that Jib had the layers already
   */
  WarmBuild(Situation situation, Edit edit, List<String> more, Claim claim) {
    this.situation = situation;
    this.edit = edit;
    this.more = List.copyOf(more);
    this.claim = claim;
  }

  @Override
  public Duration measure(int round) throws IOException {
    if (checkout == null) {
      checkout = situation.runnerWithBase();
      situation.build(checkout, more);
    }
    checkout.forgetResults();
    if (!situation.isCompiled()) {
      checkout.forgetClasses();
    }
    int state = edit.apply(checkout, round);
    Set<String> before = checkout.jibLayers();
    Duration took = situation.build(checkout, more);
    Set<String> after = checkout.jibLayers();
    NotAsClaimedException.require(
        after.size() - before.size() == (state == 0 ? 0 : 1), "Jib's cache is warm", after);
    situation.images().require(state, checkout.images());
    claim.check(checkout);
    return took;
  }
}
