package io.github.azblobcache.progress;

/** Receives the progress of a long run. Called from any thread. */
public interface StepListener {

  /** Ignores it. */
  StepListener NONE = (operation, done, total) -> {};

  /**
   * One more is done.
   *
   * @param operation what is being done, for instance {@code blobs listed}
   * @param done how many are done
   * @param total how many there are to do; 0 if that is not known
   */
  void step(String operation, long done, long total);
}
