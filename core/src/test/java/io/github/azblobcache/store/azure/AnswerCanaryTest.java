package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.text.PrintableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that a CI agent or a terminal would act on, in headers, error documents and keys. */
class AnswerCanaryTest extends ScriptedStore {

  private static final String CANARY = "##vso[canary.run]x ::canary::x \u001b[2J \u009b2J";
  private static final String DOCUMENT =
      "<?xml version=\"1.0\"?><Error><Code>" + "##vso[canary.run]x</Code></Error>";

  private static Step page(int status, String... headers) {
    return content(status, DOCUMENT, headers);
  }

  static Stream<Step> answers() {
    return Stream.of(
        page(403, "x-ms-error-code: " + CANARY, "x-ms-request-id: 1"),
        page(403, "x-ms-error-code: AuthorizationFailure", "x-ms-request-id: " + CANARY),
        page(409, "x-ms-error-code: " + CANARY, "x-ms-request-id: " + CANARY),
        page(404, "x-ms-error-code: " + CANARY),
        page(400, "Server: " + CANARY, "Content-Type: " + CANARY),
        page(307, "Location: http://" + CANARY),
        page(200, "ETag: \"0x1\"", "Last-Modified: " + CANARY),
        page(206, "ETag: \"0x1\"", DATE, "Content-Range: bytes " + CANARY));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void areHarmlessInAnswersToAReader(Step answer) {
    server.then(answer, answer, answer);
    assertHarmless(assertThrows(StoreException.class, () -> store.open(KEY, new ByteRange(0, 10))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void areHarmlessInAnswersToAList(Step answer) {
    server.then(answer, answer, answer);
    assertHarmless(
        assertThrows(StoreException.class, () -> store.list("blobs/").forEach(blob -> {})));
  }

  @Test
  void areHarmlessInAKey() {
    BlobKey key = new BlobKey("blobs/##vso[canary.run]x");
    server.then(status(403), status(403));
    assertHarmless(assertThrows(StoreException.class, () -> store.stat(key)));
    BlobStat seen = new BlobStat(key, 1, Instant.EPOCH, "0x1");
    assertHarmless(assertThrows(StoreException.class, () -> store.deleteIfUnchanged(seen)));
  }

  /** As outputs print it, with {@code -e} too. */
  private static void assertHarmless(Exception e) {
    StringWriter trace = new StringWriter();
    PrintableException.of(e).printStackTrace(new PrintWriter(trace));
    String text = trace.toString();
    assertFalse(text.contains("##"), text);
    assertTrue(text.lines().noneMatch(line -> line.strip().startsWith("::")), text);
    assertFalse(text.matches("(?s).*[\\p{Cc}&&[^\\n\\t]].*"), text);
  }
}
