/**
 * What threads and every kind of work on them need. Knows no other package.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.concurrent;

import org.jspecify.annotations.NullMarked;
