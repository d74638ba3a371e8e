package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Builds on a new runner each time. */
final class ColdBuild implements Variant.Run {

  /** Arguments of one run. */
  @FunctionalInterface
  interface Arguments {

    List<String> forRun() throws IOException;
  }

  /** What is put on the new runner as part of the measured time. */
  @FunctionalInterface
  interface Restore {

    /** Nothing. */
    Restore NOTHING = checkout -> Duration.ZERO;

    Duration into(Checkout checkout) throws IOException;
  }

  private final Situation situation;
  private final Edit edit;
  private final Restore restore;
  private final Arguments arguments;
  private final Claim claim;

  ColdBuild(Situation situation, Edit edit, Restore restore, Arguments arguments, Claim claim) {
    this.situation = situation;
    this.edit = edit;
    this.restore = restore;
    this.arguments = arguments;
    this.claim = claim;
  }

  /** Jib alone, with what it finds on a new runner: nothing. */
  static ColdBuild withoutCache(Situation situation, Edit edit, List<String> more) {
    return new ColdBuild(situation, edit, Restore.NOTHING, () -> more, Claim.NONE);
  }

  /** Jib alone, with what another runner has left in Jib's two cache folders. */
  static ColdBuild withArchive(Situation situation) {
    Restore restore =
        new Restore() {
          private Archive archive;

          @Override
          public Duration into(Checkout checkout) throws IOException {
            if (archive == null) {
              archive = archiveOf(situation);
            }
            Duration took =
                archive.restore(
                    situation.isBaseLocal()
                        ? List.of(checkout.jibCache())
                        : List.of(checkout.jibCache(), checkout.baseCache()));
            NotAsClaimedException.require(
                !checkout.jibLayers().isEmpty(), "Jib's cache is restored", "no layer");
            return took;
          }
        };
    return new ColdBuild(situation, Edit.NONE, restore, List::of, Claim.NONE);
  }

  private static Archive archiveOf(Situation situation) throws IOException {
    Checkout first = situation.coldRunner();
    situation.build(first, List.of());
    Archive archive =
        Archive.of(
            first.folder().resolveSibling("caches.tar.zst"),
            situation.isBaseLocal()
                ? List.of(first.jibCache())
                : List.of(first.jibCache(), first.baseCache()));
    return archive;
  }

  @Override
  public Duration measure(int round) throws IOException {
    Checkout checkout = situation.coldRunner();
    int state = edit.apply(checkout, round);
    List<String> more = arguments.forRun();
    Duration restored = restore.into(checkout);
    Duration took = situation.build(checkout, more);
    situation.images().require(state, checkout.images());
    claim.check(checkout);
    checkout.delete();
    return restored.plus(took);
  }
}
