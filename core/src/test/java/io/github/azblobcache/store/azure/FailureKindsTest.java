package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures concern the whole account, and how long each caller waits for their end. */
@Timeout(30)
class FailureKindsTest {

  private static final BlobKey KEY = new BlobKey("blobs/sha256:2cf2");
  private static final AzureCredential CREDENTIAL =
      new AzureCredential.AccountKey(Base64.getEncoder().encodeToString("key".getBytes(UTF_8)));

  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void silenceConcernsTheAccount() throws IOException {
    server.then(Collections.nCopies(8, hangUp()).toArray(ScriptedServer.Step[]::new));
    try (AzureBlobStore store = store(server.url())) {
      StoreException e =
          assertThrows(StoreUnreachableException.class, () -> store.open(KEY, ByteRange.ALL));
      assertTrue(e.isTransient());
      assertTrue(e.getMessage().endsWith("Gave up after 2 tries."), e.getMessage());
    }
  }

  @Test
  void anUnknownHostConcernsTheAccount() throws IOException {
    try (AzureBlobStore store = store(URI.create("http://acct.invalid"))) {
      assertThrows(StoreUnreachableException.class, () -> store.open(KEY, ByteRange.ALL));
    }
  }

  @Test
  void nobodyWaitsAMinuteForAPortOnWhichNobodyListens() throws IOException {
    server.close();
    try (AzureBlobStore store =
        new AzureBlobStore(
            new AzureLocation(server.url(), "acct", "layers", CREDENTIAL), tries(9), tries(9))) {
      StoreException e = assertThrows(StoreUnreachableException.class, () -> store.stat(KEY));
      assertTrue(e.getMessage().endsWith("Gave up after 4 tries."), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BlobArchived", "BlobBeingRehydrated"})
  void anArchivedBlobConcernsNoOther(String code) throws IOException {
    server.then(refusal(409, code));
    try (AzureBlobStore store = store(server.url())) {
      StoreException e =
          assertThrows(BlobArchivedException.class, () -> store.open(KEY, ByteRange.ALL));
      assertTrue(e.getMessage().contains("archive tier"), e.getMessage());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void onlyThePatientFormOfAStoreGoesOn() throws IOException {
    try (AzureBlobStore store = store(server.url())) {
      server.then(status(503), status(503));
      assertThrows(StoreException.class, () -> store.stat(KEY));
      server.then(status(503), status(503), status(503), refusal(404, "BlobNotFound"));
      assertEquals(Optional.empty(), store.patient().stat(KEY));
      assertEquals(6, server.requests().size());
    }
  }

  private static AzureBlobStore store(URI url) throws IOException {
    return new AzureBlobStore(
        new AzureLocation(url, "acct", "layers", CREDENTIAL), tries(2), tries(4));
  }

  private static AzureOptions tries(int tries) {
    return new AzureOptions(
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        tries,
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        1_000_000);
  }
}
