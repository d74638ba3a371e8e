package io.github.azblobcache.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * An immutability policy, a legal hold or a lease protects the blob: it can be read, and neither
 * changed nor deleted.
 *
 * <p>Never transient: protection lasts for days.
 */
public class BlobProtectedException extends StoreException {

  private static final long serialVersionUID = 1;

  /** The message says which blob, what protects it, and how to end that. */
  public BlobProtectedException(String message, @Nullable Throwable cause) {
    super(message, cause, false);
  }
}
