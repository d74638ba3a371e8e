package io.github.azblobcache.check.steps;

import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.azure.config.AzureCredential.DefaultChain;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.azure.config.AzureLocation;

/** What permits an operation, in the words of the credential. */
enum Rights {
  READ("'r'", "Storage Blob Data Reader"),
  LIST("'l'", "Storage Blob Data Reader"),
  WRITE("'c' and 'w'", "Storage Blob Data Contributor"),
  DELETE("'d'", "Storage Blob Data Contributor");

  private final String permissions;
  private final String role;

  Rights(String permissions, String role) {
    this.permissions = permissions;
    this.role = role;
  }

  /** For instance <code> (permission 'r')</code>; empty where there is only all or nothing. */
  String of(StoreLocation location) {
    if (location instanceof AzureLocation azure) {
      if (azure.credential() instanceof SharedAccessSignature) {
        return " (permission " + permissions + ")";
      }
      if (azure.credential() instanceof DefaultChain) {
        return " (role '" + role + "')";
      }
    }
    return "";
  }
}
