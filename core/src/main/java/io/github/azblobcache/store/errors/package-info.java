/** What can go wrong with a store, divided by what a caller does about it. */
package io.github.azblobcache.store.errors;
