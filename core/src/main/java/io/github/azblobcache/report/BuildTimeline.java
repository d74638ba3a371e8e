package io.github.azblobcache.report;

import io.github.azblobcache.progress.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an image's build went, as far as the cache was part of it.
 *
 * @param imported when the build waited for layers from the cache
 * @param jib when Jib worked on the image, without these waits; empty if it is not known
 * @param exported when the build waited for its export; empty if there was none
 * @param spared how long Jib would have taken, about, to build the layers that the cache had
 */
public record BuildTimeline(
    Span imported, Optional<Span> jib, Optional<Span> exported, Duration spared) {

  /**
   * How long Jib takes for some layers, about: they share the processors, and the largest one has
   * one for itself.
   *
   * @param buildTimes for each layer on one processor
   * @param processors how many there are
   */
  public static Duration together(List<Duration> buildTimes, int processors) {
    Duration longest = Duration.ZERO;
    Duration sum = Duration.ZERO;
    for (Duration time : buildTimes) {
      longest = time.compareTo(longest) > 0 ? time : longest;
      sum = sum.plus(time);
    }
    Duration shared = sum.dividedBy(processors);
    return longest.compareTo(shared) > 0 ? longest : shared;
  }

  /** How long the build waited for the cache, in milliseconds. */
  public long criticalPathMillis() {
    return imported.millis() + (exported.isPresent() ? exported.get().millis() : 0);
  }

  /**
   * How much sooner the build was done than without a cache, in milliseconds, about; negative if
   * the cache cost more than it gave.
   */
  public long savedMillis() {
    return spared.toMillis() - criticalPathMillis();
  }

  /** The same course with an export at its end. */
  public BuildTimeline with(Span export) {
    return new BuildTimeline(imported, jib, Optional.of(export), spared);
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    spans.add(imported);
    if (jib.isPresent()) {
      spans.add(jib.get());
    }
    if (exported.isPresent()) {
      spans.add(exported.get());
    }
    return spans;
  }
}
