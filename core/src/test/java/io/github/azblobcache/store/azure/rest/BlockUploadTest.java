package io.github.azblobcache.store.azure.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.AzureBlobStoreTest;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.rest.http.BlobAddress;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.rest.http.RequestBody;
import io.github.azblobcache.store.azure.rest.http.RequestBody.UnreadableFileException;
import io.github.azblobcache.store.azure.rest.http.SharedKeyAuthorizer;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.testkit.RandomBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockUploadTest {

  private static final BlobKey KEY = new BlobKey("blobs/sha256:2cf2");
  private static final byte[] ELEVEN_BLOCKS = RandomBytes.of(1, 41);
  private static final String DOING = "Storing";

  @TempDir Path files;
  private final RangeWorkers workers = new RangeWorkers(4, 4);
  private HttpTransport http;
  private BlobClient blobs;
  private BlockUpload upload;

  @BeforeEach
  void createContainer() throws IOException {
    AzureLocation location = AzureBlobStoreTest.newLocation();
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      store.putIfAbsent(new BlobKey("other"), file(new byte[0]));
    }
    AzureOptions options = AzureOptions.forBuilds();
    StoreClock clock = new StoreClock(Clock.systemUTC());
    AzureErrors errors = new AzureErrors(location, clock);
    SharedKeyAuthorizer key =
        new SharedKeyAuthorizer(
            location.accountName(), (AzureCredential.AccountKey) location.credential());
    Retries retries = new Retries(options);
    http = new HttpTransport(new BlobAddress(location), key, options, errors, clock);
    blobs = new BlobClient(http, retries, errors);
    upload = new BlockUpload(http, retries, blobs, errors, workers);
  }

  @AfterEach
  void endThreads() {
    workers.close();
  }

  @Test
  void putsTheBlocksInOrder() throws IOException {
    assertTrue(put(ELEVEN_BLOCKS));
    assertArrayEquals(ELEVEN_BLOCKS, content());
  }

  @Test
  void livesWithTheBlocksOfAKilledBuildKit() throws IOException {
    stage(Base64.getEncoder().encodeToString(new byte[64]));
    assertTrue(put(ELEVEN_BLOCKS));
    assertArrayEquals(ELEVEN_BLOCKS, content());
  }

  @Test
  void replacesNothing() throws IOException {
    put(ELEVEN_BLOCKS);
    Optional<BlobStat> first = blobs.stat(DOING, KEY);
    assertFalse(put(new byte[9]));
    assertEquals(first, blobs.stat(DOING, KEY));
  }

  @Test
  void aFileThatBecomesShorterIsNoBlob() throws IOException {
    Path file = file(ELEVEN_BLOCKS);
    RequestBody block = RequestBody.of(file, 40, 4);
    BlobRequest request = BlobRequest.putBlock(KEY, "YQ==", block);
    UnreadableFileException e =
        assertThrows(UnreadableFileException.class, () -> http.send(DOING, request));
    assertTrue(e.getMessage().contains("shorter than 44 bytes"), e.getMessage());
    assertTrue(blobs.stat(DOING, KEY).isEmpty());
  }

  @Test
  void tellsHowMuchTheStoreHas() throws IOException {
    List<Long> sent = new ArrayList<>();
    upload.putIfAbsent(DOING, KEY, file(ELEVEN_BLOCKS), sent::add);
    assertEquals(sent.stream().sorted().toList(), sent);
    assertTrue(sent.contains(4L), sent.toString());
    assertEquals(41, sent.get(sent.size() - 1));
  }

  private boolean put(byte[] content) throws IOException {
    return upload.putIfAbsent(DOING, KEY, file(content), bytes -> {});
  }

  private void stage(String id) throws IOException {
    RequestBody block = RequestBody.of(new byte[] {1});
    assertTrue(http.send(DOING, BlobRequest.putBlock(KEY, id, block)).isSuccess());
  }

  private byte[] content() throws IOException {
    try (InputStream body = blobs.open(DOING, KEY, ByteRange.ALL).orElseThrow().body()) {
      return body.readAllBytes();
    }
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(files.resolve("layer"), content);
  }
}
