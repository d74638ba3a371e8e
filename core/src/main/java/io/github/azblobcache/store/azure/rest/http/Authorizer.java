package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.azure.config.AzureCredential.AccountKey;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.shared.TokenSource;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import java.util.Map;
import java.util.Optional;

/** Says in a request who asks: in a header, or in the URL. */
public interface Authorizer {

  /**
   * What fits the location's credential.
   *
   * @param tokens asked only if the credential is a login
   * @throws StoreAccessException if the account key is not base64
   */
  static Authorizer of(AzureLocation location, TokenSource tokens) throws StoreAccessException {
    if (location.credential() instanceof AccountKey key) {
      return new SharedKeyAuthorizer(location.accountName(), key);
    }
    return location.credential() instanceof SharedAccessSignature signature
        ? new SignatureAuthorizer(signature)
        : new BearerAuthorizer(tokens);
  }

  /**
   * The value of the {@code Authorization} header; empty if there is none.
   *
   * @param method for instance {@code GET}
   * @param resource the {@linkplain BlobAddress#canonicalizedResource canonicalized resource}
   * @param headers all that are sent, by lower-case name
   * @param bodyBytes the length of the body, 0 if there is none
   */
  Optional<String> authorization(
      String method, String resource, Map<String, String> headers, long bodyBytes)
      throws StoreException;

  /** The URL's query, a secret then; empty if there is none. */
  default Optional<String> query() {
    return Optional.empty();
  }
}
