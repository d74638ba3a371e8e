/**
 * Cache manifests: BuildKit's cache config v0, as values.
 *
 * <p>{@link io.github.azblobcache.manifest.CacheConfig} is one manifest, and {@link
 * io.github.azblobcache.manifest.CacheConfig#withBuild} is all that an export does to it. {@link
 * io.github.azblobcache.manifest.json.CacheConfigJson} turns it into bytes and back. Nothing here
 * does I/O.
 */
@NullMarked
package io.github.azblobcache.manifest;

import org.jspecify.annotations.NullMarked;
