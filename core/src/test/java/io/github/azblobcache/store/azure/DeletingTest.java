package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One Delete Blob. */
class DeletingTest extends ScriptedStore {

  private static final BlobStat SEEN =
      new BlobStat(KEY, 3, Instant.parse("2026-01-31T00:00:00Z"), "0x1");

  @Test
  void saysWhichVersionItIsAbout() throws IOException {
    server.then(status(202));
    assertTrue(store.deleteIfUnchanged(SEEN));
    assertEquals("\"0x1\"", server.requests().get(0).headers().get("if-match"));
    assertEquals("include", server.requests().get(0).headers().get("x-ms-delete-snapshots"));
  }

  @ParameterizedTest
  @CsvSource({"404, BlobNotFound", "412, ConditionNotMet", "404, ContainerNotFound"})
  void whatIsGoneOrChangedIsFalse(int status, String code) throws IOException {
    server.then(refusal(status, code));
    assertFalse(store.deleteIfUnchanged(SEEN));
    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMaySucceedLater(int status) throws IOException {
    server.then(status(status), status(202));
    assertTrue(store.deleteIfUnchanged(SEEN));
  }

  @Test
  void whatItsOwnFirstRequestDeletedIsDeleted() throws IOException {
    server.then(hangUp(), refusal(404, "BlobNotFound"));
    assertTrue(store.deleteIfUnchanged(SEEN));
    assertEquals(List.of("DELETE", "DELETE"), server.methods());
  }

  @Test
  void eachRequestIsSentOnce() {
    server.then(hangUp(), hangUp(), hangUp(), status(202));
    assertThrows(StoreException.class, () -> store.deleteIfUnchanged(SEEN));
    assertEquals(3, server.requests().size());
  }
}
