/**
 * What only goals do, with the Azure SDK: list a container. It is loaded when it is first needed.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.sdk;

import org.jspecify.annotations.NullMarked;
