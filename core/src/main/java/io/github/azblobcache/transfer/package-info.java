/**
 * Import and export. {@link io.github.azblobcache.transfer.LayerCache} is the front; {@code fetch}
 * and {@code export} are behind it, and neither knows the other.
 */
@NullMarked
package io.github.azblobcache.transfer;

import org.jspecify.annotations.NullMarked;
