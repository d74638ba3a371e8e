/** Why a layer is not the one that the cache has: which of its files differ. */
@NullMarked
package io.github.azblobcache.jib.explain;

import org.jspecify.annotations.NullMarked;
