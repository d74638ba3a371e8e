package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A store that one build has exported to, made when it is first asked for. */
final class FilledStore {

  private final Situation situation;
  private final List<String> more;
  private Store store;

  /**
   * @param more arguments of the build that exports
   */
  FilledStore(Situation situation, List<String> more) {
    this.situation = situation;
    this.more = List.copyOf(more);
  }

  Store store() throws IOException {
    if (store == null) {
      Store made = Store.newIn(situation.lab().azurite());
      Checkout first = situation.runnerWithBase();
      List<String> all = new ArrayList<>(Lab.withPlugin(made.both()));
      all.addAll(more);
      situation.build(first, all);
      Claim.ALL_EXPORTED.check(first);
      first.delete();
      store = made;
    }
    return store;
  }
}
