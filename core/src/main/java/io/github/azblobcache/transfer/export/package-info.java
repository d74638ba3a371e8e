/**
 * From the build to the cache: {@code BlobUploads} sees to the blobs, and after them {@code
 * ManifestUpdates} to the manifests that name them.
 */
@NullMarked
package io.github.azblobcache.transfer.export;

import org.jspecify.annotations.NullMarked;
