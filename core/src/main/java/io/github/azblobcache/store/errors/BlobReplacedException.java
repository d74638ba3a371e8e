package io.github.azblobcache.store.errors;

/**
 * The blob was deleted or replaced while it was read. The rest of these bytes is nowhere; opening
 * the blob anew reads what is there now.
 */
public class BlobReplacedException extends StoreException {

  private static final long serialVersionUID = 1;

  /** The message says which blob. */
  public BlobReplacedException(String message) {
    super(message);
  }
}
