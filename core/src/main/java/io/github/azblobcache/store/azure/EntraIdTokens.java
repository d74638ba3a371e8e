package io.github.azblobcache.store.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.StoreAccessException;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreInterruptedException;

/** Tokens of the login that the environment has: the Azure SDK's DefaultAzureCredential. */
final class EntraIdTokens implements TokenSource {

  private static final String SCOPE = "https://storage.azure.com/.default";

  private final AzureLocation location;
  private final TokenCredential credential;

  EntraIdTokens(AzureLocation location, AzureOptions options) {
    this.location = location;
    HttpClient client = new SdkHttp(options);
    this.credential = new DefaultAzureCredentialBuilder().httpClient(client).build();
  }

  @Override
  public Token token() throws StoreException {
    try {
      AccessToken token = credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE));
      return new Token(token.getToken(), token.getExpiresAt().toInstant());
    } catch (RuntimeException e) {
      // The SDK has a dozen exceptions without a common parent for "no login", and wraps interrupts
      StoreInterruptedException.throwIfInterrupted("Signing in for " + location);
      throw new StoreAccessException(
          "No Entra ID login works for "
              + location
              + ": "
              + firstLine(e)
              + " Log in before the build (azure/login, a managed identity, 'az login'), or set"
              + " 'secret_access_key'.",
          e);
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
