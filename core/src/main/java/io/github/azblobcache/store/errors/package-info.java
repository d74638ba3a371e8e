/** What can go wrong with a store, told apart by what a caller does about it. */
package io.github.azblobcache.store.errors;
