/**
 * Looks at a cache: {@link io.github.azblobcache.inspect.DiskUsage} at how much it holds and who
 * names it, {@link io.github.azblobcache.inspect.Verifier} at whether it holds what it says.
 */
@NullMarked
package io.github.azblobcache.inspect;

import org.jspecify.annotations.NullMarked;
