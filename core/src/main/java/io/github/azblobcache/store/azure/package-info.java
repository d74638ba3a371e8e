/**
 * The store in a container of an Azure storage account.
 *
 * <p>Two ways lead to it. What every build does, reading and writing single blobs, goes through
 * {@code LeanBlobs}, the JDK's own HTTP, because the Azure SDK's first request costs a second of
 * processor time. Everything else goes through {@code SdkContainer}, the SDK, which is loaded when
 * it is needed first.
 */
package io.github.azblobcache.store.azure;
