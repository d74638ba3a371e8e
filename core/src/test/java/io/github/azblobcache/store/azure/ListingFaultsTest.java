package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.halfAHead;
import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
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

  @ParameterizedTest
  @ValueSource(ints = {200, 502, 504})
  void aGatewaysPageIsTriedAgain(int status) throws StoreException {
    server.then(gatewaysPage(status), page("", "a"));
    assertEquals(List.of("a"), list());
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void aPageThatBreaksOffInItsHeadersIsTriedAgain(int status) throws StoreException {
    server.then(halfAHead(status, hangUp()), page("", "a"));
    assertEquals(List.of("a"), list());
  }

  private static Step gatewaysPage(int status) {
    return socket -> {
      String page = "<html><body>not Azure</body></html>";
      String date = "Date: Sat, 31 Jan 2026 00:00:00 GMT\r\n";
      String type = date + "Content-Type: text/html\r\nContent-Length: ";
      String head = "HTTP/1.1 " + status + " Page\r\n" + type;
      socket.getOutputStream().write((head + page.length() + "\r\n\r\n" + page).getBytes(UTF_8));
    };
  }

  @Test
  void aRefusalWithAPageIsARefusal() {
    server.then(gatewaysPage(407));
    StoreException e = assertThrows(StoreException.class, this::list);
    assertTrue(e.getMessage().contains("The proxy asks for a login."), e.getMessage());
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws StoreException {
    server.then(hangUp(), hangUp(), page("", "a"));
    assertEquals(List.of("a"), list());
  }

  @Test
  void aPageThatEndsEarlyIsTriedAgain() throws StoreException {
    server.then(ScriptedServer.halfABlob("<?xml version=\"1.0\"?><Enum", hangUp()), page("", "a"));
    assertEquals(List.of("a"), list());
    assertEquals(2, server.requests().size());
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
    server.then(gatewaysPage(200), gatewaysPage(200), gatewaysPage(200));
    StoreException e = assertThrows(StoreException.class, this::list);
    assertTrue(e.getMessage().contains("(200, Content-Type: text/html)"), e.getMessage());
    assertTrue(e.getMessage().contains("not from Azure Blob Storage"), e.getMessage());
  }

  @Test
  void aPageThatIsCutOffIsNoListing() {
    server.then(content(200, "<?xml version=\"1.0\"?><Enum", "Content-Type: application/xml"));
    StoreException e = assertThrows(StoreException.class, this::list);
    assertTrue(e.getMessage().contains("the answer can't be read."), e.getMessage());
  }

  @Test
  void aLaterPageThatFailsIsTheStreams() {
    server.then(page("m1", "a"), refusal(403, "AuthenticationFailed"));
    UncheckedIOException e = assertThrows(UncheckedIOException.class, this::list);
    assertTrue(e.getCause() instanceof StoreAccessException, e.toString());
  }
}
