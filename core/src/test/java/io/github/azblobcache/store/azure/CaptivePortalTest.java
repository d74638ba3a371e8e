package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.portal;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Successes that a proxy or a captive portal gives for Azure: nothing has been done. */
class CaptivePortalTest extends ScriptedStore {

  private static final BlobStat SEEN =
      new BlobStat(KEY, 3, Instant.parse("2026-01-31T00:00:00Z"), "0x1");

  @TempDir Path files;

  private Path file(int sizeBytes) throws IOException {
    return Files.write(files.resolve("layer"), new byte[sizeBytes]);
  }

  private void fails(Executable call) {
    server.then(portal(), portal(), portal());
    StoreException e = assertThrows(StoreUnreachableException.class, call);
    assertTrue(e.getMessage().contains("200, Server: portal/1.0, Content-Type: text/html"));
    assertTrue(e.getMessage().contains("not from Azure Blob Storage"), e.getMessage());
    assertTrue(e.getMessage().endsWith("Gave up after 3 tries."), e.getMessage());
  }

  @Test
  void nothingIsUploaded() throws IOException {
    Path layer = file(5);
    fails(() -> store.putIfAbsent(KEY, layer));
  }

  @Test
  void noBlockIsUploaded() throws IOException {
    Path layer = file(2 * (int) QUICK.singlePutLimitBytes());
    server.then(refusal(404, "BlobNotFound"));
    fails(() -> store.putIfAbsent(KEY, layer));
  }

  @Test
  void noManifestIsWritten() {
    fails(() -> store.replaceIfUnchanged(KEY, Optional.of(SEEN), "{}".getBytes(UTF_8)));
  }

  @Test
  void nothingIsRead() {
    fails(() -> store.open(KEY, ByteRange.ALL));
  }

  @Test
  void noBlobIsThere() {
    fails(() -> store.stat(KEY));
  }

  @Test
  void nothingIsDatedAnew() {
    fails(() -> store.touch(KEY));
  }

  @Test
  void nothingIsDeleted() throws IOException {
    fails(() -> store.deleteIfUnchanged(SEEN));
    server.then(portal(), portal(), portal());
    assertTrue(store.deleteAllIfUnchanged(List.of(SEEN, SEEN)).get(0).fault().isPresent());
  }

  @Test
  void itsClockIsNotTheStores() throws IOException {
    server.then(portal(), refusal(404, "BlobNotFound"));
    store.stat(KEY);
    assertTrue(Duration.between(Instant.now(), store.now()).abs().toDays() < 1);
  }

  @Test
  void anUploadSucceedsOnceAzureAnswers() throws IOException {
    server.then(portal(), refusal(404, "BlobNotFound"), status(201));
    assertTrue(store.putIfAbsent(KEY, file(5)));
    assertEquals(List.of("PUT", "HEAD", "PUT"), server.methods());
  }
}
