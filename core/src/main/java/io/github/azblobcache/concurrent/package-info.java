/**
 * What threads and the work on them need, whatever the work is. Knows no other package.
 *
 * <p>Internal: not for use outside of the core.
 */
package io.github.azblobcache.concurrent;
