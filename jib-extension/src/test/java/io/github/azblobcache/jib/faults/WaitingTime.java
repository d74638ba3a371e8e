package io.github.azblobcache.jib.faults;

import io.github.azblobcache.store.azure.Waits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much longer a run lasts by its fault: from how often it tried, and how long a user's store
 * waits each time. So the page says the same on every machine.
 *
 * @param runs that met it
 * @param fault that they met
 */
record WaitingTime(List<FaultyService.Run> runs, Fault fault) {

  /** An answer without a layer, at 1 kB/s. */
  private static final Duration SMALL_ANSWER = Duration.ofSeconds(4);

  private static final int TRIES_TO_CONNECT = 4;

  /** The longest pause before a manifest is merged again. */
  private static final Duration MERGING = Duration.ofMillis(250);

  /** A build waits for manifests so long, and for layers that do not come likewise. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** By how much a run lasts longer whose store has these times. */
  String of(Waits waits) {
    // What meets nobody was tried as often as a store tries to connect
    Duration longest =
        fault.where() == Fault.Where.NOWHERE ? time(waits, TRIES_TO_CONNECT, true) : Duration.ZERO;
    boolean isMet = fault.where() == Fault.Where.NOWHERE;
    for (FaultyService.Run run : runs) {
      isMet |= run.met().stream().anyMatch(FaultyService.Met::isFaulty);
      Duration time = time(waits, run.met());
      longest = longest.compareTo(time) > 0 ? longest : time;
    }
    boolean isPatient = waits == Waits.IMPORT && longest.compareTo(PATIENCE) > 0;
    return isMet ? text(isPatient ? PATIENCE : longest) : "not met";
  }

  private Duration time(Waits waits, List<FaultyService.Met> met) {
    Map<String, Integer> failures = new LinkedHashMap<>();
    Map<String, Boolean> isOver = new LinkedHashMap<>();
    for (FaultyService.Met request : met) {
      isOver.put(request.operation(), request.isFaulty());
      if (request.isFaulty()) {
        failures.merge(request.operation(), 1, Integer::sum);
      }
    }
    Duration longest = Duration.ZERO;
    for (Map.Entry<String, Integer> failed : failures.entrySet()) {
      Duration time = time(waits, failed.getValue(), isOver.get(failed.getKey()));
      longest = longest.compareTo(time) > 0 ? longest : time;
    }
    return longest;
  }

  private Duration time(Waits waits, int failures, boolean isOver) {
    Reaction reaction = fault.effect().reaction();
    return switch (reaction.kind()) {
      case GIVES_UP -> Duration.ZERO;
      case CRAWLS -> SMALL_ANSWER.multipliedBy(failures);
      case MERGES_AGAIN -> MERGING.multipliedBy(failures);
      case TRIES_AGAIN -> waits.after(failures, isOver, false, reaction.asked());
      case WAITS_IN_VAIN -> waits.after(failures, isOver, true, reaction.asked());
    };
  }

  private static String text(Duration time) {
    if (time.isZero()) {
      return "no longer";
    }
    if (time.toMillis() < 1000) {
      return "< 1 s";
    }
    if (time.toMillis() <= 10_000) {
      return "≤ 10 s";
    }
    return time.toSeconds() < 90 ? "about a minute" : "minutes";
  }
}
