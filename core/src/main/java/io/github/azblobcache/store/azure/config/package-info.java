/** What a store in Azure is configured with, as values. */
package io.github.azblobcache.store.azure.config;
