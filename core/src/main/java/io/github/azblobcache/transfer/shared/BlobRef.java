package io.github.azblobcache.transfer.shared;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.StoreLocation;

/**
 * Where a blob is, or is to be.
 *
 * @param location the store
 * @param key the blob's name there
 */
public record BlobRef(StoreLocation location, BlobKey key) {

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof BlobRef that && location.equals(that.location) && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return 31 * location.hashCode() + key.hashCode();
  }
}
