/** What can go wrong with a store, divided by what a caller does about it. */
@NullMarked
package io.github.azblobcache.store.errors;

import org.jspecify.annotations.NullMarked;
