package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.blob;
import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.halfABlob;
import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.reset;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.SmallBlob;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.store.errors.BlobReplacedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies that break off on their way. */
class ResumingReadsTest extends ScriptedStore {

  private static final BlobKey LAYER = new BlobKey("blobs/sha256:" + "0".repeat(64));

  private static Step rest(String bytes, int from, int size, String etag) {
    String range = from + "-" + (from + bytes.length() - 1) + "/" + size;
    return content(206, bytes, "ETag: \"" + etag + "\"", DATE, "Content-Range: bytes " + range);
  }

  private String read(BlobKey key, ByteRange range) throws IOException {
    try (BlobContent content = store.open(key, range).orElseThrow()) {
      return new String(content.body().readAllBytes(), UTF_8);
    }
  }

  private List<String> ranges() {
    return server.requests().stream().map(it -> it.headers().get("x-ms-range")).toList();
  }

  @Test
  void aBodyThatEndsEarlyGoesOnWhereItBroke() throws IOException {
    server.then(halfABlob("12345", hangUp()), rest("67890", 5, 10, "0x1"));
    assertEquals("1234567890", read(KEY, ByteRange.ALL));
    assertEquals("bytes=5-9", ranges().get(1));
  }

  @Test
  void aBodyThatIsResetGoesOnWhereItBroke() throws IOException {
    server.then(halfABlob("12345", reset()), rest("67890", 5, 10, "0x1"));
    assertEquals("1234567890", read(KEY, ByteRange.ALL));
  }

  @Test
  void aRangeGoesOnInsideOfTheBlob() throws IOException {
    Step half =
        socket -> {
          String head =
              "HTTP/1.1 206 Scripted\r\nx-ms-request-id: 1\r\nETag: \"0x1\"\r\n" + DATE + "\r\n";
          String length = "Content-Range: bytes 2-5/17\r\nContent-Length: 4\r\n\r\nab";
          socket.getOutputStream().write((head + length).getBytes(UTF_8));
        };
    server.then(half, rest("cd", 4, 17, "0x1"));
    assertEquals("abcd", read(KEY, new ByteRange(2, 4)));
    assertEquals(List.of("bytes=2-5", "bytes=4-5"), ranges());
  }

  @Test
  void whatComesInBetweenIsTriedAgainToo() throws IOException {
    server.then(
        halfABlob("12345", hangUp()), refusal(503, "ServerBusy"), rest("67890", 5, 10, "0x1"));
    assertEquals("1234567890", read(KEY, ByteRange.ALL));
  }

  @Test
  void aLongBodyOutlivesAnyNumberOfCuts() throws IOException {
    String half = "x".repeat(70_000);
    int size = 2 * half.length() * 5;
    server.then(cut(half, 0, size));
    for (int cuts = 1; cuts < 10; cuts++) {
      server.then(cut(half, cuts * half.length(), size));
    }
    assertEquals(size, read(KEY, ByteRange.ALL).length());
    assertEquals(10, server.requests().size());
  }

  private static Step cut(String bytes, int from, int size) {
    return socket -> {
      String head =
          "HTTP/1.1 206 Scripted\r\nx-ms-request-id: 1\r\nETag: \"0x1\"\r\n" + DATE + "\r\n";
      String range = "Content-Range: bytes " + from + "-" + (size - 1) + "/" + size + "\r\n";
      String length = "Content-Length: " + (size - from) + "\r\n\r\n";
      socket.getOutputStream().write((head + range + length + bytes).getBytes(UTF_8));
    };
  }

  @Test
  void aBodyThatNeverGetsOnIsAFaultOfThisBlob() {
    server.then(halfABlob("12345", hangUp()), cut("", 5, 10), cut("", 5, 10), cut("", 5, 10));
    StoreException e = assertThrows(StoreException.class, () -> read(KEY, ByteRange.ALL));
    assertTrue(e.isTransient());
    assertFalse(e instanceof StoreUnreachableException);
    assertTrue(e.getMessage().endsWith("Gave up after 3 tries."), e.getMessage());
    assertEquals(3, server.requests().size());
  }

  @Test
  void aRefusalInBetweenIsNotTriedAgain() {
    server.then(halfABlob("12345", hangUp()), refusal(403, "AuthenticationFailed"));
    assertThrows(StoreException.class, () -> read(KEY, ByteRange.ALL));
    assertEquals(2, server.requests().size());
  }

  @Test
  void twoVersionsAreNotMixed() {
    server.then(halfABlob("12345", hangUp()), rest("67890", 5, 10, "0x2"));
    StoreException e = assertThrows(StoreException.class, () -> read(KEY, ByteRange.ALL));
    assertTrue(e.getMessage().endsWith("it was deleted or replaced meanwhile."), e.getMessage());
  }

  @Test
  void aSmallBlobThatIsReplacedMeanwhileIsReadAnew() throws IOException {
    server.then(halfABlob("12345", hangUp()), rest("67890", 5, 10, "0x2"), blob("abc"));
    SmallBlob read = SmallBlob.read(store, KEY, 100).orElseThrow();
    assertEquals("abc", new String(read.bytes(), UTF_8));
  }

  @Test
  void aSmallBlobThatIsReplacedOnAndOnIsAFault() {
    for (int i = 0; i < 4; i++) {
      server.then(halfABlob("12345", hangUp()), rest("67890", 5, 10, "0x2"));
    }
    assertThrows(BlobReplacedException.class, () -> SmallBlob.read(store, KEY, 100));
    assertEquals(8, server.requests().size());
  }

  @Test
  void aBlobThatIsDeletedMeanwhileIsAFault() {
    server.then(halfABlob("12345", hangUp()), refusal(404, "BlobNotFound"));
    StoreException e = assertThrows(StoreException.class, () -> read(KEY, ByteRange.ALL));
    assertTrue(e.getMessage().endsWith("it was deleted or replaced meanwhile."), e.getMessage());
  }

  @Test
  void aLayerThatIsDatedAnewMeanwhileIsTheSame() throws IOException {
    server.then(halfABlob("12345", hangUp()), rest("67890", 5, 10, "0x2"));
    assertEquals("1234567890", read(LAYER, ByteRange.ALL));
  }

  @Test
  void aLargeBlobGoesOnInEachOfItsRanges() throws Exception {
    int rangeBytes = 8 * 1024 * 1024;
    byte[] blob = new byte[2 * rangeBytes + 5];
    for (int i = 0; i < blob.length; i++) {
      blob[i] = (byte) (i % 251);
    }
    try (CuttingServer cutting =
            new CuttingServer(key -> blob, (key, length) -> Math.min(length, 3_000_000));
        AzureBlobStore large = cutting.store();
        BlobContent content = large.open(LAYER, ByteRange.ALL).orElseThrow()) {
      assertTrue(Arrays.equals(blob, content.body().readAllBytes()));
      assertEquals(blob.length, cutting.sentBytes());
    }
  }

  @Test
  void theAnswerToAnotherRangeIsNotTheRest() {
    Step other = rest("12345", 0, 10, "0x1");
    server.then(halfABlob("12345", hangUp()), other, other, status(418));
    assertThrows(StoreException.class, () -> read(KEY, ByteRange.ALL));
  }
}
