package io.github.azblobcache.store.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.identity.AzurePipelinesCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.StoreAccessException;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreInterruptedException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tokens of the login that the environment has: the Azure SDK's DefaultAzureCredential, and what
 * that one does not look for, a service connection of Azure Pipelines.
 *
 * @see <a
 *     href="https://learn.microsoft.com/java/api/com.azure.identity.azurepipelinescredential">Azure
 *     SDK, AzurePipelinesCredential</a>
 */
final class EntraIdTokens implements TokenSource {

  private static final String CLIENT = "AZURESUBSCRIPTION_CLIENT_ID";
  private static final String TENANT = "AZURESUBSCRIPTION_TENANT_ID";
  private static final String CONNECTION = "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID";
  private static final String ACCESS_TOKEN = "SYSTEM_ACCESSTOKEN";
  private static final List<String> PIPELINES =
      List.of(CLIENT, TENANT, CONNECTION, ACCESS_TOKEN, "SYSTEM_OIDCREQUESTURI");
  private static final String SCOPE = "https://storage.azure.com/.default";

  private final AzureLocation location;
  private final TokenCredential credential;

  EntraIdTokens(AzureLocation location, AzureOptions options) {
    this.location = location;
    this.credential = credential(new SdkHttp(options), System::getenv);
  }

  private static TokenCredential credential(HttpClient client, UnaryOperator<String> environment) {
    boolean isChosen = isSet(environment.apply("AZURE_TOKEN_CREDENTIALS"));
    if (isChosen || !PIPELINES.stream().allMatch(name -> isSet(environment.apply(name)))) {
      DefaultAzureCredentialBuilder chain = new DefaultAzureCredentialBuilder().httpClient(client);
      return (hasAuthority(environment) ? chain.disableInstanceDiscovery() : chain).build();
    }
    AzurePipelinesCredentialBuilder connection =
        new AzurePipelinesCredentialBuilder()
            .clientId(environment.apply(CLIENT))
            .tenantId(environment.apply(TENANT))
            .serviceConnectionId(environment.apply(CONNECTION))
            .systemAccessToken(environment.apply(ACCESS_TOKEN))
            .httpClient(client);
    return (hasAuthority(environment) ? connection.disableInstanceDiscovery() : connection).build();
  }

  // The SDK would ask Microsoft's public cloud about any other authority, which knows no private
  // one, and which a closed network does not reach.
  private static boolean hasAuthority(UnaryOperator<String> environment) {
    return isSet(environment.apply("AZURE_AUTHORITY_HOST"));
  }

  private static boolean isSet(String value) {
    return value != null && !value.isBlank();
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
