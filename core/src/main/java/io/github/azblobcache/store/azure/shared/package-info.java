/**
 * What both clients need: their clock, their tokens, their proxy's login.
 *
 * <p>Internal: not for use outside of the core.
 */
package io.github.azblobcache.store.azure.shared;
