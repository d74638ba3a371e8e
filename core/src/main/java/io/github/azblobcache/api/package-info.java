/**
 * The layer cache as a library: {@link io.github.azblobcache.api.ImageCache} fetches the layers of
 * images from a cache, and exports them to it.
 *
 * <p>The public face is this package, the values in {@link io.github.azblobcache.oci} and the
 * failures in {@link io.github.azblobcache.store.errors}. All other packages are internal: they
 * change without notice.
 */
@NullMarked
package io.github.azblobcache.api;

import org.jspecify.annotations.NullMarked;
