package io.github.azblobcache.store.azure.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that have no Azure CLI, and no shell either. */
class AzureCliTest {

  private static final AzureLocation LOCATION =
      new AzureLocation(
          URI.create("https://acct.blob.core.windows.net"),
          "acct",
          "layers",
          new AzureCredential.DefaultChain());

  @TempDir private Path folder;

  private AzureCli.CliException fails(Path directory, String shell) {
    return assertThrows(
        AzureCli.CliException.class,
        () -> AzureCli.token(name -> null, Duration.ofSeconds(20), directory, shell, "-c"));
  }

  @Test
  void withoutAShellThereIsNoCli() {
    AzureCli.CliException e = fails(folder, folder.resolve("sh").toString());
    assertEquals("not installed", e.getMessage());
    LoginFailure failure = new LoginFailure(LOCATION);
    failure.add(LoginKind.AZURE_CLI, e, true);
    assertFalse(failure.isFinal());
  }

  @Test
  void withoutTheFolderThereIsNoCli() {
    assertEquals("not installed", fails(folder.resolve("none"), "/bin/sh").getMessage());
  }
}
