package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.BlobProtectedException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can happen to a blob between the two requests that give it a new date. */
class RedatingTest extends ScriptedStore {

  private static final Step UNMET = refusal(412, "ConditionNotMet");

  private static Step head(String etag, String... more) {
    return status(200, ("ETag: \"" + etag + "\"\n" + String.join("\n", more)).split("\n"));
  }

  @Test
  void theBlobThatWasSeenGetsANewDate() throws IOException {
    server.then(head("0x1", "x-ms-meta-team: shop"), status(200));
    assertTrue(store.touch(KEY));
    assertEquals("\"0x1\"", server.requests().get(1).headers().get("if-match"));
    assertEquals("shop", server.requests().get(1).headers().get("x-ms-meta-team"));
  }

  @Test
  void aBlobThatIsDeletedMeanwhileIsNotThere() throws IOException {
    // Azurite checks the condition before it looks for the blob
    server.then(head("0x1"), UNMET, refusal(404, "BlobNotFound"));
    assertFalse(store.touch(KEY));
    assertEquals(List.of("HEAD", "PUT", "HEAD"), server.methods());
  }

  @Test
  void aServiceThatSaysSoIsBelieved() throws IOException {
    server.then(head("0x1"), refusal(404, "BlobNotFound"));
    assertFalse(store.touch(KEY));
  }

  @Test
  void aBlobThatIsWrittenMeanwhileHasANewDate() throws IOException {
    server.then(head("0x1"), UNMET, head("0x2"));
    assertTrue(store.touch(KEY));
  }

  @Test
  void aConditionThatIsNotMetThoughNothingHasChangedIsAFault() {
    Step seen = head("0x1");
    server.then(seen, UNMET, seen).then(seen, UNMET, seen).then(seen, UNMET, seen);
    StoreException e = assertThrows(StoreException.class, () -> store.touch(KEY));
    assertTrue(e.getMessage().contains("own ETag"), e.getMessage());
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() throws IOException {
    server.then(head("0x1"), hangUp(), head("0x2"), status(200));
    assertTrue(store.touch(KEY));
    assertEquals("\"0x2\"", server.requests().get(3).headers().get("if-match"));
  }

  @ParameterizedTest
  @CsvSource({
    "409, BlobImmutableDueToPolicy, immutability policy",
    "412, LeaseIdMissing, az storage blob lease break"
  })
  void aProtectedBlobIsSaidToBe(int status, String code, String advice) {
    server.then(head("0x1"), refusal(status, code));
    StoreException e = assertThrows(BlobProtectedException.class, () -> store.touch(KEY));
    assertTrue(e.getMessage().contains(advice), e.getMessage());
  }

  @Test
  void anArchivedBlobIsNotAskedToChange() {
    server.then(head("0x1", "x-ms-access-tier: Archive"));
    assertThrows(BlobArchivedException.class, () -> store.touch(KEY));
    assertEquals(List.of("HEAD"), server.methods());
  }
}
