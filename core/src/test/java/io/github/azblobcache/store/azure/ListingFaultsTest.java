package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.StoreAccessException;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK's listing keeps to what docs/settings.md says of retries. */
class ListingFaultsTest extends ScriptedStore {

  private static Step page(String marker, String... names) {
    StringBuilder blobs = new StringBuilder();
    for (String name : names) {
      blobs
          .append("<Blob><Name>")
          .append(name)
          .append("</Name><Properties><Last-Modified>Sat, 31 Jan 2026 00:00:00 GMT")
          .append("</Last-Modified><Etag>0x1</Etag><Content-Length>3</Content-Length>")
          .append("</Properties></Blob>");
    }
    String xml =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ContainerName=\"layers\">"
            + "<Blobs>"
            + blobs
            + "</Blobs><NextMarker>"
            + marker
            + "</NextMarker></EnumerationResults>";
    return content(200, xml, "Content-Type: application/xml");
  }

  private List<String> list() throws StoreException {
    try (Stream<BlobStat> blobs = store.list("")) {
      return blobs.map(it -> it.key().path()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMaySucceedLater(int status) throws StoreException {
    server.then(status(status), page("", "a"));
    assertEquals(List.of("a"), list());
    assertEquals(2, server.requests().size());
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws StoreException {
    server.then(hangUp(), hangUp(), page("", "a"));
    assertEquals(List.of("a"), list());
  }

  @Test
  void aLaterPageIsTriedAgainToo() throws StoreException {
    server.then(page("m1", "a"), status(502), page("m2"), page("", "b"));
    assertEquals(List.of("a", "b"), list());
    List<String> targets = server.requests().stream().map(ScriptedServer.Request::target).toList();
    assertFalse(targets.get(0).contains("marker"), targets.toString());
    assertTrue(targets.get(1).contains("marker=m1"), targets.toString());
    assertTrue(targets.get(2).contains("marker=m1"), targets.toString());
    assertTrue(targets.get(3).contains("marker=m2"), targets.toString());
  }

  @Test
  void waitsNoLongerThanTheLongestPause() {
    server.then(refusal(503, "ServerBusy", "Retry-After: 60"));
    StoreException e = assertThrows(StoreException.class, this::list);
    assertTrue(e.isTransient());
    assertEquals(1, server.requests().size());
  }

  @Test
  void waitsAsLongAsTheServiceAsks() throws StoreException {
    server.then(refusal(503, "ServerBusy", "Retry-After: 1"), page("", "a"));
    long begun = System.nanoTime();
    assertEquals(List.of("a"), list());
    assertTrue(System.nanoTime() - begun >= 1_000_000_000);
  }

  @Test
  void givesUpAfterAsManyTriesAsAnyRequest() {
    server.then(status(503), status(503), refusal(503, "ServerBusy"));
    StoreException e = assertThrows(StoreException.class, this::list);
    assertTrue(e.isTransient());
    assertTrue(e.getMessage().endsWith("Gave up after 3 tries."), e.getMessage());
  }

  @Test
  void aPageForPeopleIsNoListing() {
    server.then(content(200, "<html><body>Log in</body></html>", "Content-Type: text/html"));
    StoreException e = assertThrows(StoreException.class, this::list);
    assertTrue(e.getMessage().contains("not from Azure Blob Storage"), e.getMessage());
    assertEquals(1, server.requests().size());
  }

  @Test
  void aPageThatIsCutOffIsNoListing() {
    server.then(content(200, "<?xml version=\"1.0\"?><Enum", "Content-Type: application/xml"));
    assertThrows(StoreException.class, this::list);
  }

  @Test
  void aLaterPageThatFailsIsTheStreams() {
    server.then(page("m1", "a"), refusal(403, "AuthenticationFailed"));
    UncheckedIOException e = assertThrows(UncheckedIOException.class, this::list);
    assertTrue(e.getCause() instanceof StoreAccessException, e.toString());
  }
}
