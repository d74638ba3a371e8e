package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.text.PrintableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that a CI agent or a terminal would act on, in headers, error documents and keys. */
class AnswerCanaryTest extends ScriptedStore {

  private static final String CANARY = "##vso[canary.run]x ::canary::x \u001b[2J \u009b2J";
  private static final String DOCUMENT =
      "<?xml version=\"1.0\"?><Error><Code>" + "##vso[canary.run]x</Code></Error>";

  private static final BlobStat LAYER =
      new BlobStat(new BlobKey("blobs/layer"), 1, Instant.EPOCH, "0x1");

  @TempDir private Path folder;

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

  static Stream<Step> refusals() {
    return Stream.of(
        page(403, "x-ms-error-code: " + CANARY, "x-ms-request-id: " + CANARY),
        page(409, "x-ms-error-code: " + CANARY, "x-ms-request-id: 1"),
        page(400, "Server: " + CANARY, "Content-Type: " + CANARY),
        page(401, "WWW-Authenticate: Bearer " + CANARY, "x-ms-request-id: 1"),
        page(403, "Date: " + CANARY, "x-ms-error-code: AuthenticationFailed"),
        page(503, "Retry-After: " + CANARY, "x-ms-error-code: ServerBusy"),
        page(307, "Location: http://" + CANARY));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void areHarmlessInAnswersToAWriter(Step refusal) throws IOException {
    Path file = Files.writeString(folder.resolve("layer"), "layer");
    for (Executable request :
        List.<Executable>of(
            () -> store.putIfAbsent(LAYER.key(), file),
            () -> store.replaceIfUnchanged(KEY, Optional.of(LAYER), new byte[1]),
            () -> store.touch(LAYER.key()),
            () -> store.deleteIfUnchanged(LAYER))) {
      server.then(refusal, refusal, refusal);
      assertHarmless(assertThrows(StoreException.class, request));
    }
  }

  @Test
  void areHarmlessInAPartOfABatch() throws IOException {
    String part =
        "--parts\r\nContent-ID: %d\r\n\r\nHTTP/1.1 403 %s\r\nx-ms-error-code: %s\r\n"
            + "x-ms-request-id: %s\r\n\r\n";
    String parts =
        part.formatted(0, CANARY, CANARY, CANARY)
            + part.formatted(1, "x", CANARY, "1")
            + "--parts--";
    server.then(content(202, parts, "Content-Type: multipart/mixed; boundary=parts"));
    List<Deletion> deletions = store.deleteAllIfUnchanged(List.of(LAYER, LAYER));
    for (Deletion deletion : deletions) {
      assertHarmless(deletion.fault().orElseThrow());
    }
    assertEquals(1, server.requests().size());
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
