/** Why a layer is not the one that the cache has: which of its files differ. */
package io.github.azblobcache.jib.explain;
