package io.github.azblobcache.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * The store refused the credentials, or no credential could be had.
 *
 * <p>Never transient: what is missing is a key, a role or a login.
 */
public class StoreAccessException extends StoreException {

  private static final long serialVersionUID = 1;

  /** The message says which identity was refused what, and which role or key it needs. */
  public StoreAccessException(String message, @Nullable Throwable cause) {
    super(message, cause, false);
  }
}
