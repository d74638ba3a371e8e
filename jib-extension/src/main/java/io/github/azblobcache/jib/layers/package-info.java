/**
 * One layer of an image on its way: as Jib plans it, fetched or built here, and admitted to Jib's
 * cache.
 */
@NullMarked
package io.github.azblobcache.jib.layers;

import org.jspecify.annotations.NullMarked;
