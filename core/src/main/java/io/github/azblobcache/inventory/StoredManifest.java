package io.github.azblobcache.inventory;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.SmallBlob;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * One version of a manifest, as the store gave it.
 *
 * @param name the manifest's name
 * @param stat of this version
 * @param config what it says
 */
public record StoredManifest(ManifestName name, BlobStat stat, CacheConfig config) {

  /**
   * Reads a manifest; empty if there is none.
   *
   * @throws ManifestFormatException if it is no cache config
   * @throws StoreException if the store fails
   */
  public static Optional<StoredManifest> load(BlobStore store, BlobKey key, ManifestName name)
      throws IOException {
    Optional<SmallBlob> found = SmallBlob.read(store, key, CacheConfigJson.MAX_BYTES + 1);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    CacheConfig config = CacheConfigJson.parse(name, found.get().bytes());
    return Optional.of(new StoredManifest(name, found.get().stat(), config));
  }
}
