/**
 * Runs the Azure SDK where it can log nothing.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.silent;

import org.jspecify.annotations.NullMarked;
