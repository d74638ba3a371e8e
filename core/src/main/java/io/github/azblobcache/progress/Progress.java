package io.github.azblobcache.progress;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * How far the blobs are that are on their way. Reporting costs next to nothing, whether or not it
 * is shown. For use by any thread.
 */
public final class Progress {

  /** Which way bytes go. */
  public enum Way {
    /** From a store to this machine. */
    FETCHING("fetching"),
    /** From this machine to a store. */
    UPLOADING("uploading");

    private final String text;

    Way(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * How much has been moved, and is to be.
   *
   * @param blobs how many of them
   * @param doneBytes so far
   * @param totalBytes of all of them
   */
  public record State(int blobs, long doneBytes, long totalBytes) {

    private static final State NOTHING = new State(0, 0, 0);

    private State plus(State other) {
      return new State(
          blobs + other.blobs, doneBytes + other.doneBytes, totalBytes + other.totalBytes);
    }

    /** What came in between: this one, without what an earlier one had. */
    public State since(State earlier) {
      return new State(
          blobs - earlier.blobs, doneBytes - earlier.doneBytes, totalBytes - earlier.totalBytes);
    }
  }

  /**
   * One blob on its way, until it is closed. Its bytes so far are reported by one thread at a time.
   */
  public final class Transfer implements LongConsumer, AutoCloseable {

    private final Way way;
    private final long totalBytes;
    private volatile long doneBytes;

    private Transfer(Way way, long totalBytes) {
      this.way = way;
      this.totalBytes = totalBytes;
    }

    /** So many bytes have been moved so far; fewer than before, if it had to begin again. */
    @Override
    public void accept(long bytes) {
      doneBytes = Math.min(bytes, totalBytes);
    }

    private State state() {
      return new State(1, doneBytes, totalBytes);
    }

    /** It has arrived, or failed: nothing of it is to be moved any more. */
    @Override
    public void close() {
      end(this);
    }
  }

  private final Set<Transfer> current = new HashSet<>();
  private State fetched = State.NOTHING;
  private State uploaded = State.NOTHING;

  /** A blob of this size begins to be moved. Close what is returned. */
  public synchronized Transfer begin(Way way, long totalBytes) {
    Transfer transfer = new Transfer(way, totalBytes);
    current.add(transfer);
    return transfer;
  }

  private synchronized void end(Transfer transfer) {
    if (current.remove(transfer)) {
      State all = new State(1, transfer.totalBytes, transfer.totalBytes);
      if (transfer.way == Way.FETCHING) {
        fetched = fetched.plus(all);
      } else {
        uploaded = uploaded.plus(all);
      }
    }
  }

  /** What is done; counts up as long as this lives. */
  public synchronized State ended(Way way) {
    return way == Way.FETCHING ? fetched : uploaded;
  }

  /** What is done and what is on its way. */
  public synchronized State state(Way way) {
    return current.stream()
        .filter(transfer -> transfer.way == way)
        .map(Transfer::state)
        .reduce(ended(way), State::plus);
  }
}
