/**
 * The store in a container of an Azure storage account.
 *
 * <p>{@link io.github.azblobcache.store.azure.AzureBlobStore} puts two clients together: {@code
 * rest}, which is ours and works on single blobs, and {@code sdk}, the Azure SDK, which lists. See
 * docs/adr/0001-which-client-does-what.md.
 */
@NullMarked
package io.github.azblobcache.store.azure;

import org.jspecify.annotations.NullMarked;
