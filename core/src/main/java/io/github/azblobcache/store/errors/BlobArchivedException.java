package io.github.azblobcache.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * The blob is in the archive tier, or on its way back from there: it can be neither read nor
 * changed, only deleted.
 *
 * <p>Never transient: bringing a blob back takes hours.
 */
public class BlobArchivedException extends StoreException {

  private static final long serialVersionUID = 1;

  /** The message says which blob, and what moves blobs there. */
  public BlobArchivedException(String message, @Nullable Throwable cause) {
    super(message, cause, false);
  }
}
