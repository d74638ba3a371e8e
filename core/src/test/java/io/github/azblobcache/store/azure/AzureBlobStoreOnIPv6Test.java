package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.BlobStoreContract;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** The address of a host that has brackets in URLs. */
@EnabledIf("machineHasIPv6")
class AzureBlobStoreOnIPv6Test extends BlobStoreContract {

  private static Azurite azurite;

  /** Not every container has it. */
  static boolean machineHasIPv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @BeforeAll
  static void startAzurite() {
    azurite = Azurite.startOnIPv6();
  }

  @AfterAll
  static void stopAzurite() {
    azurite.close();
  }

  @Override
  protected BlobStore newStore() throws IOException {
    return new AzureBlobStore(
        new AzureLocation(
            azurite.accountUrl(),
            azurite.accountName(),
            azurite.newContainerName(),
            new AzureCredential.AccountKey(azurite.accountKey())));
  }
}
