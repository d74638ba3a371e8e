/**
 * Import and export. {@link io.github.azblobcache.transfer.LayerCache} is the front; behind it
 * {@code LayerImporter} fetches and {@code LayerCheck} admits, {@code LayerExporter} sees to blobs
 * by {@code BlobUploads} and then to manifests by {@code ManifestUpdates}. {@link
 * io.github.azblobcache.transfer.Patience} decides how long a build waits.
 */
package io.github.azblobcache.transfer;
