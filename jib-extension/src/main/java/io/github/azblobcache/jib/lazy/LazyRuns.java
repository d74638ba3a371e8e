package io.github.azblobcache.jib.lazy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lazy runs of a session, in which one goal runs at a time. For use by any thread. */
public final class LazyRuns implements AutoCloseable {

  private final List<LazyRun> ended = new ArrayList<>();
  private Optional<LazyRun> current = Optional.empty();

  /** No runs yet. */
  public LazyRuns() {}

  /** A goal begins. */
  public synchronized void begin(LazyRun run) {
    jibEnds();
    current = Optional.of(run);
  }

  /** The run of the goal that Jib is in; empty if it is not lazy. */
  public synchronized Optional<LazyRun> current() {
    return current;
  }

  /** The goal has ended. What it has built is still exported. */
  public synchronized void jibEnds() {
    if (current.isPresent()) {
      current.get().jibEnds();
      if (current.get().isKnown()) {
        ended.add(current.get());
      } else {
        current.get().close();
      }
      current = Optional.empty();
    }
  }

  /** Deletes the caches of all runs. */
  @Override
  public synchronized void close() {
    jibEnds();
    for (LazyRun run : ended) {
      run.close();
    }
    ended.clear();
  }
}
