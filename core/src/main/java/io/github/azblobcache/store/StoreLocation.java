package io.github.azblobcache.store;

/**
 * Where a store is and how to get in. Two caches at equal locations share one {@link BlobStore}.
 *
 * <p>{@link Object#toString} is for people: it has no secret in it.
 */
public sealed interface StoreLocation permits AzureLocation, DirectoryLocation {

  /** Whether there is a login with Entra ID before the first request. */
  default boolean needsLogin() {
    return false;
  }
}
