/**
 * One request to the service's REST interface with the JDK's own HTTP, and the answer to it.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.rest.http;

import org.jspecify.annotations.NullMarked;
