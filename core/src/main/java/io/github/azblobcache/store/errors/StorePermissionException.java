package io.github.azblobcache.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * The store knows who asks, and does not allow what was asked: a role or a permission is missing.
 */
public class StorePermissionException extends StoreAccessException {

  private static final long serialVersionUID = 1;

  /** The message says which role or permission is missing. */
  public StorePermissionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
