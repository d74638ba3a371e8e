package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.util.Optional;

/**
 * What became of one deletion among many.
 *
 * @param isDeleted false if the blob did not exist, or was not the one that was seen, or the store
 *     failed
 * @param fault why the store failed; empty if it did not
 */
public record Deletion(boolean isDeleted, Optional<StoreException> fault) {

  /** It is deleted. */
  public static final Deletion DONE = new Deletion(true, Optional.empty());

  /** It was gone, or written or touched since. */
  public static final Deletion CHANGED = new Deletion(false, Optional.empty());

  /** The store failed. */
  public static Deletion failed(StoreException fault) {
    return new Deletion(false, Optional.of(fault));
  }

  /**
   * Deletes one blob.
   *
   * @throws StoreInterruptedException if the thread is interrupted
   */
  public static Deletion of(BlobStore store, BlobStat seen) throws StoreInterruptedException {
    try {
      return store.deleteIfUnchanged(seen) ? DONE : CHANGED;
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (StoreException e) {
      return failed(e);
    }
  }
}
