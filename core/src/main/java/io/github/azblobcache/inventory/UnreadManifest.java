package io.github.azblobcache.inventory;

import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;

/**
 * A manifest that could not be read.
 *
 * @param key its name in the store; another tool may have given it one that no blob key can have
 * @param isEmpty whether it has no bytes, so that it names no blob; any other could name every blob
 * @param cause why: it is no manifest, or the store failed
 */
public record UnreadManifest(String key, boolean isEmpty, IOException cause) {

  /** Whether the manifest itself is at fault, so that reading it again does not help. */
  public boolean isMalformed() {
    return !(cause instanceof StoreException);
  }
}
