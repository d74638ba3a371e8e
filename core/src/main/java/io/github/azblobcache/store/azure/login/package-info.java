/**
 * Tokens of Entra ID from azure-identity and the Azure CLI. Together with {@code sdk}, the only
 * package that uses the Azure SDK.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.store.azure.login;

import org.jspecify.annotations.NullMarked;
