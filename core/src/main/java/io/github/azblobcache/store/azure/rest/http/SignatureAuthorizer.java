package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a shared access signature.
 *
 * @see <a href="https://learn.microsoft.com/azure/storage/common/storage-sas-overview">Azure
 *     Storage, shared access signatures</a>
 */
final class SignatureAuthorizer implements Authorizer {

  private final SharedAccessSignature signature;

  SignatureAuthorizer(SharedAccessSignature signature) {
    this.signature = signature;
  }

  @Override
  public Optional<String> authorization(
      String method, String resource, Map<String, String> headers, long bodyBytes) {
    return Optional.empty();
  }

  @Override
  public Optional<String> query() {
    return Optional.of(signature.query());
  }
}
