package io.github.azblobcache.inventory;

import io.github.azblobcache.manifest.ManifestFormatException;
import io.github.azblobcache.store.BlobKey;
import java.io.IOException;

/**
 * A manifest that could not be read, so that nobody knows what it names.
 *
 * @param key where it stands
 * @param cause why: it is no manifest, or the store failed
 */
public record UnreadManifest(BlobKey key, IOException cause) {

  /** Whether the manifest itself is at fault, so that reading it again is no use. */
  public boolean isMalformed() {
    return cause instanceof ManifestFormatException;
  }
}
