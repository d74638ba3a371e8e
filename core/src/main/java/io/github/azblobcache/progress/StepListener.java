package io.github.azblobcache.progress;

/** Is told how far a long run has come; called from any thread. */
public interface StepListener {

  /** Tells nobody. */
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
