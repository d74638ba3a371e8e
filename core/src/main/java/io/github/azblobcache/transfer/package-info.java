/**
 * Import and export. {@link io.github.azblobcache.transfer.LayerCache} is the front; {@code fetch}
 * and {@code export} stand behind it, neither of which knows the other.
 */
package io.github.azblobcache.transfer;
