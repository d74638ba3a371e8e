package io.github.azblobcache.jib.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JibRequestsTest {

  private static final Digest BLOB = new Digest("1".repeat(64));
  private static final String HEAD = "HEAD https://registry/v2/app/blobs/" + BLOB;

  private final Logger log = Logger.getLogger("com.google.api.client.http.HttpTransport");
  private final List<String> heard = new ArrayList<>();
  private final JibRequests requests =
      JibRequests.listen(
          new JibRequests.Listener() {
            @Override
            public void asking(Digest blob) {
              heard.add("asking");
            }

            @Override
            public void isLacking(Digest blob) {
              heard.add("lacking");
            }
          });

  @AfterEach
  void leavesTheLogAsItWas() {
    requests.close();
    assertNull(log.getLevel());
    assertNull(log.getFilter());
  }

  @Test
  void hearsWhatIsThere() {
    request(HEAD);
    assertFalse(requests.hasHeard());
    response("HTTP/1.1 200 OK");
    assertTrue(requests.hasHeard());
    assertEquals(List.of("asking"), heard);
  }

  @Test
  void hearsWhatIsNotThere() {
    request(HEAD);
    response("404 Not Found");
    assertEquals(List.of("asking", "lacking"), heard);
  }

  @Test
  void hearsTheAnswerOfWhereTheRegistrySendsTheClient() {
    request(HEAD);
    response("HTTP/1.1 307 Temporary Redirect");
    request("HEAD https://store/x?signature=y");
    response("HTTP/1.1 404 Not Found");
    assertEquals(List.of("asking", "lacking"), heard);
  }

  @Test
  void aQuestionWithoutLoginIsAskedAgain() {
    request(HEAD);
    response("HTTP/1.1 401 Unauthorized");
    request("GET https://registry/token");
    response("HTTP/1.1 404 Not Found");
    request(HEAD);
    response("HTTP/1.1 404 Not Found");
    assertEquals(List.of("asking", "asking", "lacking"), heard);
  }

  @Test
  void nobodyElseHears() {
    List<LogRecord> published = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            published.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    try {
      request(HEAD);
      log.warning("as without us");
      assertEquals(1, published.size());
    } finally {
      log.removeHandler(handler);
    }
  }

  private void request(String line) {
    log.log(Level.CONFIG, "-------------- REQUEST  --------------\n" + line + "\nAccept: a\n");
  }

  private void response(String line) {
    log.log(Level.CONFIG, "-------------- RESPONSE --------------\n" + line + "\nA: b\n");
  }

  @Test
  void leavesNoFilterWhereItCanNotListen() {
    Logger failing =
        new Logger("failing", null) {
          @Override
          public void setLevel(Level level) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    assertThrows(OutOfMemoryError.class, () -> JibRequests.listen(failing, null));
    assertNull(failing.getFilter());
  }
}
