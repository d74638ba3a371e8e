/**
 * From the caches to the build: {@code ManifestReads} reads what there is, {@code LayerImporter}
 * chooses, {@code LayerDownloads} fetches, and {@code Staging} keeps what was checked. {@link
 * io.github.azblobcache.transfer.fetch.WaitPolicy} decides how long a build waits.
 */
@NullMarked
package io.github.azblobcache.transfer.fetch;

import org.jspecify.annotations.NullMarked;
