package io.github.azblobcache.store.azure.login;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.silence;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.ScriptedServer;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.errors.StoreException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The default credential reads the environment, so each login is a process of its own. */
@Timeout(180)
public class EntraIdTokensTest {

  private static final String CANARY = "canary-token";
  private static final String JSON = "Content-Type: application/json";

  /** Where the service is that gives tokens to a machine of Azure's. */
  private static final String MACHINE = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

  /** A port that nobody listens to. */
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir private Path bin;

  /** A build that signs in, reads, and writes. */
  public static final class Build {

    public static void main(String[] arguments) {
      AzureLocation location =
          new AzureLocation(
              URI.create(arguments[0]), "acct", "layers", new AzureCredential.DefaultChain());
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        store.signIn();
        System.out.println("missing: " + store.open(new BlobKey("a"), ByteRange.ALL).isEmpty());
        store.replaceIfUnchanged(new BlobKey("a"), Optional.empty(), new byte[1]);
      } catch (StoreException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        e.printStackTrace(System.out);
      }
    }
  }

  /** A login with other limits: of the whole, and from when on it is slow. */
  static final class Login {

    public static void main(String[] arguments) {
      AzureLocation location =
          new AzureLocation(
              URI.create("https://acct.blob.core.windows.net"),
              "acct",
              "layers",
              new AzureCredential.DefaultChain());
      EntraIdTokens tokens =
          new EntraIdTokens(
              location,
              AzureOptions.forBuilds(),
              Duration.ofMillis(Long.parseLong(arguments[0])),
              Duration.ofMillis(Long.parseLong(arguments[1])));
      try {
        System.out.println("notice: " + tokens.token().notice());
      } catch (StoreException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aManagedIdentityReadsAndIsToldItsMissingRole() throws Exception {
    try (ScriptedServer identity = new ScriptedServer();
        ScriptedServer azure = new ScriptedServer()) {
      identity.then(content(200, token(), JSON));
      azure.then(refusal(404, "BlobNotFound"), refusal(403, "AuthorizationPermissionMismatch"));
      ChildJvm.Result result =
          build(
              azure,
              Map.of(
                  "IDENTITY_ENDPOINT", identity.url() + "/msi/token", "IDENTITY_HEADER", "secret"));
      assertTrue(result.output().contains("missing: true"), result.output());
      assertTrue(
          result.output().contains("StorePermissionException")
              && result
                  .output()
                  .contains("'Storage Blob Data Contributor' on the container or the account"),
          result.output());
      assertFalse(result.output().contains(CANARY), result.output());
      assertEquals(1, identity.requests().size());
      assertTrue(
          identity.requests().get(0).target().contains("storage.azure.com"),
          identity.requests().toString());
      assertEquals(
          List.of("Bearer " + CANARY, "Bearer " + CANARY),
          azure.requests().stream().map(r -> r.headers().get("authorization")).toList());
    }
  }

  @Test
  void anIdentityOfAMachineIsAskedFor() throws Exception {
    try (ScriptedServer machine = new ScriptedServer();
        ScriptedServer azure = new ScriptedServer()) {
      // The first request only asks whether there is such a service
      machine.then(refusal(400, "Metadata"), content(200, token(), JSON));
      azure.then(refusal(404, "BlobNotFound"), refusal(403, "AuthorizationFailure"));
      ChildJvm.Result result = build(azure, Map.of(MACHINE, machine.url().toString()));
      assertTrue(result.output().contains("missing: true"), result.output());
      assertEquals(2, machine.requests().size());
      ScriptedServer.Request request = machine.requests().get(1);
      assertTrue(
          request
              .target()
              .matches("/metadata/identity/oauth2/token\\?.*resource=https.*storage.azure.com.*"),
          request.target());
      assertEquals("true", request.headers().get("metadata"));
      assertEquals("Bearer " + CANARY, azure.requests().get(0).headers().get("authorization"));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLoginOfTheAzureCliIsFoundWhereTheMachineHasNoIdentity() throws Exception {
    assertSignsInByCli(Map.of(MACHINE, NOBODY));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anIdentityServiceThatDoesNotAnswerIsGivenUp() throws Exception {
    try (ScriptedServer machine = new ScriptedServer()) {
      machine.then(silence(120_000));
      assertSignsInByCli(Map.of(MACHINE, machine.url().toString()));
      assertEquals(1, machine.requests().size());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anotherCloudsMetadataServiceDoesNotKeepTheAzureCliFromItsTurn() throws Exception {
    try (ScriptedServer machine = new ScriptedServer()) {
      machine.then(status(404), status(404), status(404), status(404), status(404), status(404));
      assertSignsInByCli(Map.of(MACHINE, machine.url().toString()));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void noIdentityServiceIsAskedWhereTheEnvironmentSaysCli() throws Exception {
    try (ScriptedServer machine = new ScriptedServer()) {
      assertSignsInByCli(
          Map.of(
              MACHINE, machine.url().toString(), "AZURE_TOKEN_CREDENTIALS", "AzureCliCredential"));
      assertEquals(List.of(), machine.requests());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void noCliIsAskedWhereTheEnvironmentSaysMachine() throws Exception {
    try (ScriptedServer azure = new ScriptedServer()) {
      Map<String, String> environment = new HashMap<>(withCli());
      environment.put(MACHINE, NOBODY);
      environment.put("AZURE_TOKEN_CREDENTIALS", "prod");
      ChildJvm.Result result = build(azure, environment);
      assertTrue(result.output().contains("No Entra ID login works for"), result.output());
      assertEquals(List.of(), azure.requests());
    }
  }

  @Test
  void aServicePrincipalIsTriedBeforeAllOthersAndItsSecretIsNotPrinted() throws Exception {
    assertTriesItAlone(Map.of("AZURE_CLIENT_SECRET", CANARY));
  }

  @Test
  void aWorkloadIdentityIsTriedBeforeTheMachines() throws Exception {
    Path file = bin.resolve("federated-token");
    Files.writeString(file, CANARY);
    assertTriesItAlone(Map.of("AZURE_FEDERATED_TOKEN_FILE", file.toString()));
  }

  @Test
  void aServiceConnectionOfAzurePipelinesIsAskedForItsAssertion() throws Exception {
    try (ScriptedServer pipelines = new ScriptedServer();
        ScriptedServer machine = new ScriptedServer();
        ScriptedServer azure = new ScriptedServer()) {
      pipelines.then(content(200, "{\"oidcToken\":\"" + CANARY + "\"}", JSON));
      ChildJvm.Result result =
          build(
              azure,
              Map.of(
                  "AZURESUBSCRIPTION_CLIENT_ID",
                  "00000000-0000-0000-0000-000000000001",
                  "AZURESUBSCRIPTION_TENANT_ID",
                  "00000000-0000-0000-0000-000000000002",
                  "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
                  "connection",
                  "SYSTEM_ACCESSTOKEN",
                  "canary-of-the-job",
                  "SYSTEM_OIDCREQUESTURI",
                  pipelines.url() + "/oidctoken",
                  "AZURE_AUTHORITY_HOST",
                  "https://127.0.0.1:1/",
                  MACHINE,
                  machine.url().toString()));
      ScriptedServer.Request request = pipelines.requests().get(0);
      assertEquals("POST", request.method(), result.output());
      assertTrue(request.target().contains("serviceConnectionId=connection"), request.target());
      assertEquals("Bearer canary-of-the-job", request.headers().get("authorization"));
      assertTrue(result.output().contains("No Entra ID login works for"), result.output());
      assertFalse(result.output().contains("canary"), result.output());
      assertEquals(List.of(), machine.requests());
    }
  }

  /** A login that the variables tell, of which nobody can be asked: no other is looked for. */
  private static void assertTriesItAlone(Map<String, String> login) throws Exception {
    try (ScriptedServer machine = new ScriptedServer();
        ScriptedServer azure = new ScriptedServer()) {
      Map<String, String> environment = new HashMap<>(login);
      environment.put("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000001");
      environment.put("AZURE_TENANT_ID", "00000000-0000-0000-0000-000000000002");
      environment.put("AZURE_AUTHORITY_HOST", "https://127.0.0.1:1/");
      environment.put(MACHINE, machine.url().toString());
      ChildJvm.Result result = build(azure, environment);
      assertTrue(result.output().contains("No Entra ID login works for"), result.output());
      assertFalse(result.output().contains(CANARY), result.output());
      assertEquals(List.of(), machine.requests());
      assertEquals(List.of(), azure.requests());
    }
  }

  private void assertSignsInByCli(Map<String, String> more) throws Exception {
    try (ScriptedServer azure = new ScriptedServer()) {
      azure.then(refusal(404, "BlobNotFound"), refusal(403, "AuthorizationFailure"));
      Map<String, String> environment = new HashMap<>(withCli());
      environment.putAll(more);
      ChildJvm.Result result = build(azure, environment);
      assertTrue(result.output().contains("missing: true"), result.output());
      assertEquals("Bearer " + CANARY, azure.requests().get(0).headers().get("authorization"));
      assertFalse(result.output().contains(CANARY), result.output());
    }
  }

  /** An Azure CLI that has logged in. */
  private Map<String, String> withCli() throws Exception {
    program("az", "echo '" + cliToken() + "'");
    return Map.of("PATH", bin + ":" + System.getenv("PATH"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCliThatAlsoPrintsANoticeGivesItsToken() throws Exception {
    program("az", "echo 'WARNING: a new version is there' >&2; echo '" + cliToken() + "'");
    try (ScriptedServer azure = new ScriptedServer()) {
      azure.then(refusal(404, "BlobNotFound"), refusal(403, "AuthorizationFailure"));
      ChildJvm.Result result = build(azure, withPrograms("AzureCliCredential"));
      assertTrue(result.output().contains("missing: true"), result.output());
      assertFalse(result.output().contains(CANARY), result.output());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCliWhoseLoginIsTooOldKeepsItsErrorCodeAndIsGivenTheRemedy() throws Exception {
    program(
        "az",
        "echo 'ERROR: AADSTS700024: Client assertion canary-token is not within its valid time"
            + " range. Please run: az login' >&2; exit 1");
    for (String chosen : List.of("", "dev", "AzureCliCredential")) {
      String output = refused(chosen);
      assertTrue(output.contains("the Azure CLI: AADSTS700024"), output);
      assertTrue(output.contains("Log in again right before Maven."), output);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatAHelperProgramPrintsIsSecret() throws Exception {
    for (String program : List.of("az", "pwsh", "powershell", "azd")) {
      for (String script :
          List.of(
              "echo canary-token",
              "echo '{\"accessToken\":\"canary-token\"}'",
              "echo '{\"accessToken\":\"canary-token\",\"expires_on\":\"canary\"}'",
              "echo '{\"token\":\"canary-token\",\"expiresOn\":\"canary\"'",
              "echo '" + cliToken() + "'; echo 'canary-assertion' >&2; exit 3",
              "echo 'ERROR: canary-assertion az login' >&2; exit 1")) {
        program(program, script);
        String chosen =
            program.equals("az")
                ? "AzureCliCredential"
                : program.equals("azd")
                    ? "AzureDeveloperCliCredential"
                    : "AzurePowerShellCredential";
        assertTrue(refused(chosen).contains("Log in before the build"));
      }
    }
  }

  @Test
  void aNonsensicalChoiceOfCredentialsIsOneMessage() throws Exception {
    for (String chosen : List.of("nonsense", "AzurePipelinesCredential", "prod,dev")) {
      String output = refused(chosen);
      assertTrue(
          output.startsWith(
              "StoreAccessException: '"
                  + chosen
                  + "' is not a valid value of"
                  + " AZURE_TOKEN_CREDENTIALS. Set it to 'prod', 'dev' or one of"),
          output);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSlowCliIsNamed() throws Exception {
    program("az", "sleep 1; echo '" + cliToken() + "'");
    String output = login("60000", "500");
    assertTrue(output.contains("notice: Signing in for"), output);
    assertTrue(output.contains("(the Azure CLI)"), output);
    assertTrue(output.contains("SYSTEM_ACCESSTOKEN"), output);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCliThatNeverAnswersIsGivenUp() throws Exception {
    program("az", "sleep 600");
    assertTrue(login("1500", "500").contains("the Azure CLI gave no token in"));
  }

  private String login(String limit, String slow) throws Exception {
    return ChildJvm.await(
            ChildJvm.start(List.of(), withPrograms("AzureCliCredential"), Login.class, limit, slow))
        .output();
  }

  /** The output of a build whose login is refused: no canary in it, and nothing of the SDK's. */
  private String refused(String chosen) throws Exception {
    try (ScriptedServer azure = new ScriptedServer()) {
      String output = build(azure, withPrograms(chosen)).output();
      assertTrue(output.contains("StoreAccessException: "), output);
      assertFalse(output.contains("canary"), output);
      assertFalse(output.contains("com.azure."), output);
      assertEquals(List.of(), azure.requests());
      return output;
    }
  }

  private Map<String, String> withPrograms(String chosen) {
    return Map.of(
        "PATH",
        bin + ":" + System.getenv("PATH"),
        "AZURE_TOKEN_CREDENTIALS",
        chosen,
        "AZURE_LOG_LEVEL",
        "verbose",
        MACHINE,
        NOBODY);
  }

  private void program(String name, String script) throws Exception {
    Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String cliToken() {
    return "{\"accessToken\":\"canary-token\",\"expires_on\":"
        + Instant.now().plusSeconds(3600).getEpochSecond()
        + "}";
  }

  @Test
  void aBuildWithoutALoginIsToldSo() throws Exception {
    try (ScriptedServer azure = new ScriptedServer()) {
      ChildJvm.Result result = build(azure, Map.of(MACHINE, NOBODY));
      assertTrue(
          result.output().contains("StoreAccessException: No Entra ID login works for"),
          result.output());
      assertFalse(result.output().contains("NoClassDefFoundError"), result.output());
      assertEquals(List.of(), azure.requests());
    }
  }

  private static ChildJvm.Result build(ScriptedServer azure, Map<String, String> environment)
      throws Exception {
    return ChildJvm.await(
        ChildJvm.start(List.of(), environment, Build.class, azure.url().toString()));
  }

  private static String token() {
    return "{\"access_token\":\""
        + CANARY
        + "\",\"token_type\":\"Bearer\",\"resource\":\"https://storage.azure.com\",\"expires_on\":\""
        + Instant.now().plusSeconds(3600).getEpochSecond()
        + "\"}";
  }
}
