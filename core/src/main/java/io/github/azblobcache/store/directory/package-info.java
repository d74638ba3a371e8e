/** The store in a folder: for trying the cache out, and for a disk that builds share. */
@NullMarked
package io.github.azblobcache.store.directory;

import org.jspecify.annotations.NullMarked;
