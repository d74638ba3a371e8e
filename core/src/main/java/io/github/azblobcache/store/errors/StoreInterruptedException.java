package io.github.azblobcache.store.errors;

import java.io.InterruptedIOException;

/**
 * The calling thread was interrupted; its interrupt flag is still set.
 *
 * <p>A class of its own because it is not a fault of the store. A caller that continues without a
 * cache after a {@link StoreException} must stop after this one.
 */
public class StoreInterruptedException extends StoreException {

  private static final long serialVersionUID = 1;

  /**
   * @param operation what was cut short, for instance {@code Reading blob 'a' of /cache}
   */
  public StoreInterruptedException(String operation) {
    super(operation + " was interrupted", new InterruptedIOException(), false);
  }

  /**
   * Stops an interrupted thread before it waits for the store.
   *
   * @throws StoreInterruptedException if the calling thread's interrupt flag is set; it stays set
   */
  public static void throwIfInterrupted(String operation) throws StoreInterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new StoreInterruptedException(operation);
    }
  }
}
