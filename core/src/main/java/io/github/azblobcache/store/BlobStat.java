package io.github.azblobcache.store;

import java.time.Instant;

/**
 * What a store says of one blob without its bytes.
 *
 * @param key the blob's name
 * @param sizeBytes the length of the blob, in bytes
 * @param lastModified when the blob was written or {@linkplain BlobStore#touch touched} last, by
 *     the store's clock
 * @param etag changes whenever the blob is written or touched; opaque, compare for equality only
 */
public record BlobStat(BlobKey key, long sizeBytes, Instant lastModified, String etag) {}
