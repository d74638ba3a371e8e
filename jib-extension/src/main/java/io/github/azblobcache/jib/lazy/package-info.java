/**
 * Layers that stay in the registry that the image is pushed to, because it has them already: {@link
 * io.github.azblobcache.jib.lazy.LazyRun} stands in for them in a cache of one run of Jib's own.
 */
@NullMarked
package io.github.azblobcache.jib.lazy;

import org.jspecify.annotations.NullMarked;
