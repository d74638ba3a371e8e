/**
 * What both clients need: their clock, their tokens, their proxy's login.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.shared;

import org.jspecify.annotations.NullMarked;
