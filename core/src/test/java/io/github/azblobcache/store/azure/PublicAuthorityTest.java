package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.login.EntraIdTokensTest;
import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.NamedAccount;
import io.github.azblobcache.testkit.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logins at the public cloud's own authority. The SDK asks that one which hosts it has, as it does
 * no other, before it asks for a token.
 */
@Timeout(180)
class PublicAuthorityTest {

  private static final String CLIENT = "00000000-0000-0000-0000-000000000001";
  private static final String TENANT = "00000000-0000-0000-0000-000000000002";

  @Test
  void givesATokenForAFederatedOneAndForASecret(@TempDir Path files) throws Exception {
    Path file = Files.writeString(files.resolve("federated"), "assertion");
    try (NamedAccount account =
        RealParts.require(() -> NamedAccount.start("acct", Azurite.shared().accountKey(), files))) {
      for (Map<String, String> login :
          List.of(
              Map.of("AZURE_FEDERATED_TOKEN_FILE", file.toString()),
              Map.of("AZURE_CLIENT_SECRET", "secret"))) {
        Map<String, String> environment = new HashMap<>(login);
        environment.put("AZURE_CLIENT_ID", CLIENT);
        environment.put("AZURE_TENANT_ID", TENANT);
        environment.put("AZURE_TOKEN_CREDENTIALS", "prod");
        String output =
            ChildJvm.await(
                    ChildJvm.start(
                        account.jvmOptions(),
                        environment,
                        EntraIdTokensTest.Build.class,
                        account.url()))
                .output();
        // The account takes the token, and has no container yet.
        assertTrue(output.contains("ContainerMissingException"), output);
      }
    }
  }
}
