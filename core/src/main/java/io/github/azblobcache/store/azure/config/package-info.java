/**
 * What a store in Azure is configured with, as values, and how they are read from the attributes of
 * {@code type=azblob}: the account, its container, and who signs in.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.config;

import org.jspecify.annotations.NullMarked;
