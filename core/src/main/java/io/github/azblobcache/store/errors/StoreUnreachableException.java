package io.github.azblobcache.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer at all: its host is unknown, it can't be connected to, or it stays
 * silent.
 *
 * <p>A class of its own because it says nothing about the blob that was asked for. Every other
 * request to the store will fail in the same way, and will take as long.
 */
public class StoreUnreachableException extends StoreException {

  private static final long serialVersionUID = 1;

  /**
   * @param isTransient whether the same call may well succeed later: a broken connection may, an
   *     untrusted certificate won't
   */
  public StoreUnreachableException(String message, @Nullable Throwable cause, boolean isTransient) {
    super(message, cause, isTransient);
  }

  @Override
  public StoreException withMessage(String message) {
    return new StoreUnreachableException(message, getCause(), isTransient());
  }
}
