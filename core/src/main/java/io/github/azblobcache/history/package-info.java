/**
 * What the builds that a cache remembers say about each other: which layers each has shared with
 * the one before it, and which files made the others change. For people to read; nothing here
 * changes a store.
 */
@NullMarked
package io.github.azblobcache.history;

import org.jspecify.annotations.NullMarked;
