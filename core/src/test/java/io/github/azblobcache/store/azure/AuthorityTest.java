package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.login.EntraIdTokensTest;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an authority is asked for a token with, by each login that CI has. */
@Timeout(60)
class AuthorityTest {

  private static final String CLIENT = "00000000-0000-0000-0000-000000000001";
  private static final String TENANT = "00000000-0000-0000-0000-000000000002";
  private static final String CANARY = "canary";
  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path files;
  private TestCertificate certificate;
  private ScriptedServer authority;
  private ScriptedServer machine;
  private ScriptedServer azure;

  @BeforeEach
  void startServers() throws Exception {
    certificate = TestCertificate.in(files);
    authority =
        new ScriptedServer(
            certificate
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    machine = new ScriptedServer();
    azure = new ScriptedServer();
    azure.then(refusal(404, "BlobNotFound"), refusal(403, "AuthorizationFailure"));
  }

  @AfterEach
  void stopServers() {
    authority.close();
    machine.close();
    azure.close();
  }

  @Test
  void aServicePrincipalSendsItsSecret() throws Exception {
    authority.then(content(200, token(), JSON));
    assertReads(build(Map.of("AZURE_CLIENT_SECRET", "canary-secret")));
    assertEquals("canary-secret", asked().get("client_secret"));
  }

  @Test
  void aWorkloadIdentitySendsWhatIsInItsFile() throws Exception {
    Path file = Files.writeString(files.resolve("federated"), "canary-assertion");
    authority.then(content(200, token(), JSON));
    assertReads(build(Map.of("AZURE_FEDERATED_TOKEN_FILE", file.toString())));
    assertEquals("canary-assertion", asked().get("client_assertion"));
    assertEquals(
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        asked().get("client_assertion_type"));
  }

  @Test
  void aServiceConnectionOfAzurePipelinesSendsWhatThePipelineGives() throws Exception {
    authority.then(content(200, token(), JSON));
    try (ScriptedServer pipelines = new ScriptedServer()) {
      // The SDK asks once for its cache's sake and once for the token's
      ScriptedServer.Step assertion = content(200, "{\"oidcToken\":\"canary-assertion\"}", JSON);
      pipelines.then(assertion, assertion);
      assertReads(
          build(
              Map.of(
                  "AZURESUBSCRIPTION_CLIENT_ID",
                  CLIENT,
                  "AZURESUBSCRIPTION_TENANT_ID",
                  TENANT,
                  "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
                  "connection",
                  "SYSTEM_ACCESSTOKEN",
                  "canary-of-the-job",
                  "SYSTEM_OIDCREQUESTURI",
                  pipelines.url() + "/oidctoken")));
      assertEquals(
          Set.of("Bearer canary-of-the-job"),
          pipelines.requests().stream()
              .map(r -> r.headers().get("authorization"))
              .collect(Collectors.toSet()));
    }
    assertEquals("canary-assertion", asked().get("client_assertion"));
  }

  @Test
  void aRefusedSecretIsToldAndNoOtherLoginIsTried() throws Exception {
    authority.then(
        content(
            401,
            "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client"
                + " secret provided: canary-quoted.\",\"claims\":\"canary-claims\"}",
            JSON));
    String output = build(Map.of("AZURE_CLIENT_SECRET", "canary-secret"));
    assertTrue(output.contains("No Entra ID login works for"), output);
    assertTrue(output.contains("AADSTS7000215. Invalid client secret"), output);
    assertFalse(output.contains(CANARY), output);
    assertEquals(1, authority.requests().size());
    assertEquals(List.of(), machine.requests());
    assertEquals(List.of(), azure.requests());
  }

  @Test
  void whatAnAuthorityAnswersIsNotPrinted() throws Exception {
    for (String answer :
        List.of(
            "canary",
            "{\"token_type\":\"Bearer\",\"access_token\":\"canary-token\"",
            "{\"expires_in\":\"canary\",\"access_token\":\"canary-token\"}",
            "<html>canary</html>")) {
      authority.then(content(200, answer, JSON));
      String output = build(Map.of("AZURE_CLIENT_SECRET", "canary-secret"));
      assertTrue(output.contains("No Entra ID login works for"), output);
      assertFalse(output.contains(CANARY), output);
    }
  }

  /** One request gave the token, nobody else was asked, and the store got it. */
  private void assertReads(String output) {
    assertTrue(output.contains("missing: true"), output);
    assertFalse(output.contains(CANARY), output);
    assertEquals(List.of("POST"), authority.methods(), output);
    assertEquals(
        "/" + TENANT + "/oauth2/v2.0/token",
        authority.requests().get(0).target().replaceAll("\\?.*", ""));
    assertEquals("client_credentials", asked().get("grant_type"));
    assertEquals(CLIENT, asked().get("client_id"));
    assertTrue(asked().get("scope").contains("https://storage.azure.com/.default"), output);
    assertEquals(List.of(), machine.requests());
    assertEquals(
        List.of("Bearer canary-token", "Bearer canary-token"),
        azure.requests().stream().map(r -> r.headers().get("authorization")).toList());
  }

  /** The form that the authority got. */
  private Map<String, String> asked() {
    return Arrays.stream(new String(authority.requests().get(0).body(), UTF_8).split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], UTF_8)));
  }

  /** With all that the SDK logs. */
  private String build(Map<String, String> login) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("AZURE_CLIENT_ID", CLIENT);
    environment.put("AZURE_TENANT_ID", TENANT);
    String host = authority.url().toString().replace("http://127.0.0.1", "https://localhost");
    environment.put("AZURE_AUTHORITY_HOST", host + "/");
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", machine.url().toString());
    environment.put("AZURE_LOG_LEVEL", "verbose");
    environment.putAll(login);
    return ChildJvm.await(
            ChildJvm.start(
                certificate.trust(),
                environment,
                EntraIdTokensTest.Build.class,
                azure.url().toString()))
        .output();
  }

  private static String token() {
    return "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"ext_expires_in\":3600,"
        + "\"access_token\":\"canary-token\"}";
  }
}
