/**
 * Which types of store there are. Each type is a package of its own.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.types;

import org.jspecify.annotations.NullMarked;
