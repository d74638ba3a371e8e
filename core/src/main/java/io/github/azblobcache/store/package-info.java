/**
 * The port to blob stores: {@link io.github.azblobcache.store.BlobStore}, what it promises and how
 * it fails, and where things are in a store.
 */
@NullMarked
package io.github.azblobcache.store;

import org.jspecify.annotations.NullMarked;
