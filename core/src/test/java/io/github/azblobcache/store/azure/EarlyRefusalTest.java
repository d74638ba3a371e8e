package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.early;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that refuse an upload before they have read it, and close the connection. */
class EarlyRefusalTest extends ScriptedStore {

  @TempDir private Path files;

  private Path large(int sizeBytes) throws IOException {
    return Files.write(files.resolve("large"), new byte[sizeBytes]);
  }

  private AzureBlobStore usual() throws IOException {
    AzureCredential key = new AzureCredential.AccountKey("AAAA");
    return new AzureBlobStore(new AzureLocation(server.url(), "acct", "layers", key));
  }

  @Test
  void theStatusOfARefusedBlobIsShown() throws IOException {
    Path blob = large(32 * 1024 * 1024);
    ScriptedServer.Step refused = early(refusal(413, "RequestBodyTooLarge"));
    server.then(refused, refusal(404, "BlobNotFound"), refused);
    try (AzureBlobStore usual = usual()) {
      StoreException e = assertThrows(StoreException.class, () -> usual.putIfAbsent(KEY, blob));
      assertTrue(e.getMessage().contains("failed (413"), e.getMessage());
      assertFalse(e.isTransient());
    }
    // Java 17 asks once more by itself
    assertEquals(List.of("PUT", "HEAD", "PUT"), server.methods().subList(0, 3));
    assertFalse(server.requests().get(0).headers().containsKey("expect"));
    assertEquals("100-Continue", server.requests().get(2).headers().get("expect"));
  }

  @Test
  void theStatusOfARefusedBlockIsShown() throws IOException {
    Path blob = large(33 * 1024 * 1024);
    server.then(refusal(404, "BlobNotFound"));
    // How many requests that are depends on how far each of the blocks gets meanwhile
    server.thenAlways(early(refusal(403, "AuthorizationFailure")));
    try (AzureBlobStore usual = usual()) {
      StoreException e = assertThrows(StoreException.class, () -> usual.putIfAbsent(KEY, blob));
      assertTrue(e.getMessage().contains("403"), e.getMessage());
      assertInstanceOf(StoreAccessException.class, e);
    }
  }
}
