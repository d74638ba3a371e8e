package io.github.azblobcache.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * The container or folder that was to be read is not there. The first write to it creates it, so
 * that to an exporter this means an empty store.
 */
public class StoreMissingException extends StoreException {

  private static final long serialVersionUID = 1;

  /** The message says what is missing, and that an export creates it. */
  public StoreMissingException(String message, @Nullable Throwable cause) {
    super(message, cause, false);
  }

  /** Without a cause. */
  public StoreMissingException(String message) {
    super(message);
  }
}
