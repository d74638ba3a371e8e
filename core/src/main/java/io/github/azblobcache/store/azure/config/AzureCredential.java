package io.github.azblobcache.store.azure.config;

import java.util.Optional;
import java.util.stream.Stream;

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

  /** A shared access signature, {@code sas_token}: the part of a URL that lets its bearer in. */
  final class SharedAccessSignature implements AzureCredential {

    private static final String EXPIRY = "se=";
    private static final String PERMISSIONS = "sp=";

    private final String query;

    /**
     * @param query as in a URL, without the question mark
     */
    public SharedAccessSignature(String query) {
      this.query = query;
    }

    /** The secret, to be sent as a part of a URL and nowhere else. */
    public String query() {
      return query;
    }

    /** Whether it is for all of an account, not for one container or blob. */
    public boolean isOfAccount() {
      return Stream.of(query.split("&")).anyMatch(parameter -> parameter.startsWith("srt="));
    }

    /**
     * When it expires, as it is written there and decoded, for instance {@code
     * 2026-01-31T00:00:00Z}: no secret. Empty if a stored access policy says it.
     */
    public Optional<String> expiry() {
      return Stream.of(query.split("&"))
          .filter(parameter -> parameter.startsWith(EXPIRY))
          .map(parameter -> parameter.substring(EXPIRY.length()).replace("%3A", ":"))
          .findFirst();
    }

    /**
     * The letters of what it permits, for instance {@code rcw}: no secret. Empty if a stored access
     * policy says it.
     */
    public Optional<String> permissions() {
      return Stream.of(query.split("&"))
          .filter(parameter -> parameter.startsWith(PERMISSIONS))
          .map(parameter -> parameter.substring(PERMISSIONS.length()))
          .findFirst();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SharedAccessSignature that && that.query.equals(query);
    }

    @Override
    public int hashCode() {
      return query.hashCode();
    }

    @Override
    public String toString() {
      return "shared access signature";
    }
  }

  /**
   * Any Entra ID login that the environment has: the Azure SDK's DefaultAzureCredential
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
