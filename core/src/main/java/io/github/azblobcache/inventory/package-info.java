/**
 * What a store holds: its blobs and its manifests, as one look found them, in little memory.
 *
 * <p>{@link io.github.azblobcache.inventory.InventoryReader} takes the look, in the order that
 * pruning relies on. Nothing here changes a store.
 */
@NullMarked
package io.github.azblobcache.inventory;

import org.jspecify.annotations.NullMarked;
