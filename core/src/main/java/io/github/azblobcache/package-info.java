/**
 * Keeps the layers of images in a blob store, and brings them back on another machine.
 *
 * <p>The tour, from the top: {@link io.github.azblobcache.SessionCaches} holds the caches of one
 * Maven session and opens their stores. A {@link io.github.azblobcache.transfer.LayerCache} imports
 * and exports. {@code local} is Jib's folder, where layers go. {@code settings} is what the user
 * wrote, {@code manifest} is what BuildKit and this project write beside the layers, {@code report}
 * is what became of them. {@code prune} and {@code inspect} look after a cache as a whole; {@link
 * io.github.azblobcache.CacheMaintenance} is their front. {@code store} is the port that all of
 * them use, with an Azure and a folder implementation. {@code oci} are the values of the trade.
 *
 * <p>Nothing here knows Maven or Jib. {@link io.github.azblobcache.api} is what other tools use;
 * this package is internal.
 */
@NullMarked
package io.github.azblobcache;

import org.jspecify.annotations.NullMarked;
