package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.azure.shared.TokenSource;
import io.github.azblobcache.store.errors.StoreException;
import java.util.Map;
import java.util.Optional;

/** Shows a token of Entra ID. */
final class BearerAuthorizer implements Authorizer {

  private final TokenSource tokens;

  BearerAuthorizer(TokenSource tokens) {
    this.tokens = tokens;
  }

  @Override
  public Optional<String> authorization(
      String method, String resource, Map<String, String> headers, long bodyBytes)
      throws StoreException {
    return Optional.of("Bearer " + tokens.token().secret());
  }
}
