package io.github.azblobcache.report.terminal;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.progress.Progress;
import java.time.Duration;

/**
 * Shows how far transfers are while a build waits for them: nothing if the wait is short, or if
 * nothing is moved.
 */
public final class ProgressDisplay implements AutoCloseable {

  private final Progress progress;
  private final Progress.Way way;
  private final ProgressScreen screen;
  private final Progress.State before;
  private final long startNanos = System.nanoTime();
  private boolean isClosed;

  private ProgressDisplay(Progress progress, Progress.Way way, ProgressScreen screen) {
    this.progress = progress;
    this.way = way;
    this.screen = screen;
    this.before = progress.ended(way);
  }

  /** A wait begins; it ends when what is returned is closed. */
  public static ProgressDisplay start(Progress progress, Progress.Way way, ProgressScreen screen) {
    ProgressDisplay display = new ProgressDisplay(progress, way, screen);
    DaemonThreads.start("progress", display::run);
    return display;
  }

  private synchronized void run() {
    try {
      for (Duration next = screen.patience(); !isOverWithin(next); next = screen.interval()) {
        Progress.State state = progress.state(way).since(before);
        if (state.blobs() > 0) {
          screen.show(way, state, Duration.ofNanos(System.nanoTime() - startNanos));
        }
      }
      screen.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOverWithin(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long rest = limit.toNanos(); !isClosed && rest > 0; rest = end - System.nanoTime()) {
      wait(rest / 1_000_000 + 1);
    }
    return isClosed;
  }

  /** Nothing is shown from now on. */
  @Override
  public synchronized void close() {
    isClosed = true;
    screen.clear();
    notifyAll();
  }
}
