/**
 * What a build does with blobs, over the service's REST interface: look, read, write, re-date and
 * delete. Nothing here loads the Azure SDK, whose first request costs a second of processor time.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.rest;

import org.jspecify.annotations.NullMarked;
