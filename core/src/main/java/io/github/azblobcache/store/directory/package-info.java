/** The store in a folder: for trying the cache out, and for a disk that builds share. */
package io.github.azblobcache.store.directory;
