/**
 * What came back, and what it means: the outcome, or the exception with the advice in its message,
 * and whether to try again. For both clients.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.answers;

import org.jspecify.annotations.NullMarked;
