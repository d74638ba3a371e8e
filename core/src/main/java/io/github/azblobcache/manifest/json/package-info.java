/**
 * A manifest as JSON, read and written as a stream, within bounds.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.manifest.json;

import org.jspecify.annotations.NullMarked;
