package io.github.azblobcache.store;

/**
 * How to get into a storage account.
 *
 * <p>Its classes are no records: a record's {@code toString} would print the secret.
 */
public sealed interface AzureCredential {

  /** The account key, {@code secret_access_key}. */
  final class AccountKey implements AzureCredential {

    private final String base64;

    /**
     * @param base64 the key as Azure shows it
     */
    public AccountKey(String base64) {
      this.base64 = base64;
    }

    /** The secret, to be used in a signature and nowhere else. */
    public String base64() {
      return base64;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof AccountKey key && key.base64.equals(base64);
    }

    @Override
    public int hashCode() {
      return base64.hashCode();
    }

    @Override
    public String toString() {
      return "account key";
    }
  }

  /**
   * Whatever Entra ID login the environment has: the Azure SDK's DefaultAzureCredential
   * (environment variables, workload identity, managed identity, Azure CLI and so on).
   */
  final class DefaultChain implements AzureCredential {

    @Override
    public boolean equals(Object other) {
      return other instanceof DefaultChain;
    }

    @Override
    public int hashCode() {
      return DefaultChain.class.hashCode();
    }

    @Override
    public String toString() {
      return "default Azure credential";
    }
  }
}
