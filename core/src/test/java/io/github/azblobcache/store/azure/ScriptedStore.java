package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** For tests of a store on a {@link ScriptedServer}: it has little patience. */
@Timeout(60)
abstract class ScriptedStore {

  static final BlobKey KEY = new BlobKey("manifests/main");
  static final String DATE = "Last-Modified: Sat, 31 Jan 2026 00:00:00 GMT";
  static final AzureOptions QUICK =
      new AzureOptions(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(2),
          1_000_000);

  ScriptedServer server;
  AzureBlobStore store;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    store = store(new AzureCredential.AccountKey("AAAA"));
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  AzureBlobStore store(AzureCredential credential) throws IOException {
    return new AzureBlobStore(new AzureLocation(server.url(), "acct", "layers", credential), QUICK);
  }
}
