package io.github.azblobcache.store.azure.login;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.util.Configuration;
import com.azure.identity.AzurePipelinesCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.sdk.SdkHttp;
import io.github.azblobcache.store.azure.silent.SilentClassLoader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The logins of azure-identity, by {@linkplain LoginKind#sdkName name}. A token is the secret and
 * its end.
 *
 * <p>Runs in a {@link SilentClassLoader}, so it shares only public types with this package, and
 * exceptions leave it as they are: the caller keeps them to itself.
 */
final class SdkLogin implements Function<String, Map.Entry<String, Instant>> {

  static final String CLIENT = "AZURESUBSCRIPTION_CLIENT_ID";
  static final String TENANT = "AZURESUBSCRIPTION_TENANT_ID";
  static final String CONNECTION = "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID";
  static final String ACCESS_TOKEN = "SYSTEM_ACCESSTOKEN";

  private static final String SCOPE = "https://storage.azure.com/.default";

  private final SdkHttp http;
  private final Map<String, TokenCredential> credentials = new HashMap<>();

  SdkLogin(AzureOptions options) {
    this.http = new SdkHttp(options);
  }

  @Override
  public Map.Entry<String, Instant> apply(String name) {
    AccessToken token = credential(name).getTokenSync(new TokenRequestContext().addScopes(SCOPE));
    return Map.entry(token.getToken(), token.getExpiresAt().toInstant());
  }

  private synchronized TokenCredential credential(String name) {
    return credentials.computeIfAbsent(
        name, it -> it.equals("AzurePipelinesCredential") ? connection() : oneOfTheChain(it));
  }

  // What replaces these two methods of Configuration reads no environment.
  @SuppressWarnings("deprecation")
  private TokenCredential oneOfTheChain(String name) {
    Configuration configuration =
        Configuration.getGlobalConfiguration().clone().put("AZURE_TOKEN_CREDENTIALS", name);
    DefaultAzureCredentialBuilder chain =
        new DefaultAzureCredentialBuilder().httpClient(http).configuration(configuration);
    return (hasAuthority() ? chain.disableInstanceDiscovery() : chain).build();
  }

  private TokenCredential connection() {
    AzurePipelinesCredentialBuilder connection =
        new AzurePipelinesCredentialBuilder()
            .clientId(System.getenv(CLIENT))
            .tenantId(System.getenv(TENANT))
            .serviceConnectionId(System.getenv(CONNECTION))
            .systemAccessToken(System.getenv(ACCESS_TOKEN))
            .httpClient(http);
    return (hasAuthority() ? connection.disableInstanceDiscovery() : connection).build();
  }

  // The SDK would ask Microsoft's public cloud about any other authority, which knows no private
  // one, and which a closed network does not reach (docs/behaviour.md, "known authorities").
  private static boolean hasAuthority() {
    String host = System.getenv("AZURE_AUTHORITY_HOST");
    return host != null && !host.isBlank();
  }
}
