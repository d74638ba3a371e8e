package io.github.azblobcache.jib.base.image;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.util.List;
import java.util.Optional;

/**
 * The documents of an image that the layer cache has.
 *
 * @param cache the cache
 * @param base the name that the base image has there
 * @param known what it says that the image consists of
 */
public record CachedDocuments(LayerCache cache, String base, List<CacheLayer> known)
    implements Documents {

  @Override
  public Optional<LayerFile> document(Kind kind, Digest digest) {
    return known.stream()
        .filter(blob -> blob.blob().digest().equals(digest))
        .filter(blob -> blob.blob().sizeBytes() <= MAX_BYTES)
        .findFirst()
        .flatMap(
            blob ->
                cache.baseImages().fetch(base, blob, WaitPolicy.pullTime(blob.blob().sizeBytes())))
        .map(FetchedLayer::layer);
  }
}
