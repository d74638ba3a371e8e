package io.github.azblobcache;

import java.util.List;

/** Closes several things, each even if another fails. */
public final class Closing {

  private Closing() {}

  /**
   * Closes them in this order.
   *
   * @param resources those that are null are left out
   * @throws IllegalStateException after the last one, if any failed; its cause is the first
   *     failure, which the later ones are added to as suppressed. An error other than a {@link
   *     LinkageError} is thrown as it is.
   */
  public static void all(List<? extends AutoCloseable> resources) {
    Throwable first = null;
    for (AutoCloseable resource : resources) {
      try {
        if (resource != null) {
          resource.close();
        }
      } catch (Throwable e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof Error error && !(first instanceof LinkageError)) {
      throw error;
    }
    if (first != null) {
      throw new IllegalStateException("Not all was closed", first);
    }
  }
}
