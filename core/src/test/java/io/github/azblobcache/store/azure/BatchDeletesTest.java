package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.reset;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.azure.ScriptedServer.Request;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a batch's answers, also of those that Azurite never gives. */
@Timeout(30)
class BatchDeletesTest {

  private static final String KEY =
      Base64.getEncoder().encodeToString("not secret".getBytes(UTF_8));
  private static final AzureOptions QUICK =
      new AzureOptions(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(2),
          1_000_000);

  private ScriptedServer server;
  private AzureBlobStore store;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    store =
        new AzureBlobStore(
            new AzureLocation(server.url(), "acct", "layers", new AzureCredential.AccountKey(KEY)),
            QUICK);
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private static List<BlobStat> blobs(int count) {
    Instant time = Instant.parse("2026-01-31T00:00:00Z");
    return IntStream.range(0, count)
        .mapToObj(i -> new BlobStat(new BlobKey("blobs/sha256:" + i), 3, time, "0x" + i))
        .toList();
  }

  /** An answer in parts, as Azure writes it; each begins with its ID. */
  private static Step answer(String... parts) {
    StringBuilder body = new StringBuilder();
    for (String part : parts) {
      String[] idAndRest = part.split(" ", 2);
      body.append("--batchresponse_1a2b\r\nContent-Type: application/http\r\nContent-ID: ");
      body.append(idAndRest[0]).append("\r\n\r\nHTTP/1.1 ").append(idAndRest[1]);
      body.append("\r\nx-ms-request-id: 3c4d\r\nServer: Scripted\r\n\r\n");
    }
    return content(
        202,
        body + "--batchresponse_1a2b--\r\n",
        "Content-Type: multipart/mixed; boundary=batchresponse_1a2b");
  }

  private static String refused(int id, int status, String code) {
    return id + " " + status + " A reason\r\nx-ms-error-code: " + code;
  }

  @Test
  void oneRequestTellsOfEachBlobWhateverTheOrder() throws IOException {
    server.then(
        answer(
            refused(2, 412, "ConditionNotMet"), "0 202 Accepted", refused(1, 404, "BlobNotFound")));
    assertEquals(
        List.of(Deletion.DONE, Deletion.CHANGED, Deletion.CHANGED),
        store.deleteAllIfUnchanged(blobs(3)));
    assertEquals(1, server.requests().size());
  }

  @Test
  void eachPartSaysWhichVersionOfWhichBlobAndWhoAsks() throws IOException {
    server.then(answer("0 202 Accepted", "1 202 Accepted"));
    store.deleteAllIfUnchanged(blobs(2));
    Request request = server.requests().get(0);
    assertEquals(
        "POST /layers?comp=batch&restype=container", request.method() + " " + request.target());
    String type = request.headers().get("content-type");
    assertTrue(type.startsWith("multipart/mixed; boundary=batch_"), type);
    String boundary = "--" + type.substring(type.indexOf('=') + 1);
    String body = new String(request.body(), UTF_8);
    List<String> parts = Arrays.asList(body.split(boundary));
    assertEquals(List.of("", "--\r\n"), List.of(parts.get(0), parts.get(3)));
    for (int i = 0; i < 2; i++) {
      Matcher part = Pattern.compile(part(i)).matcher(parts.get(i + 1));
      assertTrue(part.matches(), parts.get(i + 1));
    }
  }

  private static String part(int id) {
    return "\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
        + id
        + "\r\n\r\nDELETE /layers/blobs/sha256%3A"
        + id
        + " HTTP/1.1\r\nauthorization: SharedKey acct:\\S{43}=\r\ncontent-length: 0\r\n"
        + "if-match: \"0x"
        + id
        + "\"\r\nx-ms-date: \\w{3}, [^\r]+ GMT\r\nx-ms-delete-snapshots: include\r\n\r\n";
  }

  @Test
  void aSignatureIsInTheUrlOfTheBatchAndOfEachPart() throws IOException {
    server.then(answer("0 202 Accepted", "1 202 Accepted"));
    AzureLocation location =
        new AzureLocation(
            server.url(), "acct", "layers", new AzureCredential.SharedAccessSignature("sig=a%2B"));
    try (AzureBlobStore signed = new AzureBlobStore(location, QUICK)) {
      signed.deleteAllIfUnchanged(blobs(2));
    }
    Request request = server.requests().get(0);
    assertEquals("/layers?comp=batch&restype=container&sig=a%2B", request.target());
    assertFalse(request.headers().containsKey("authorization"));
    String body = new String(request.body(), UTF_8);
    assertTrue(body.contains("DELETE /layers/blobs/sha256%3A1?sig=a%2B HTTP/1.1\r\n"), body);
    assertFalse(body.contains("authorization"), body);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AuthorizationPermissionMismatch",
    "409, BlobImmutableDueToPolicy",
    "412, LeaseIdMissing",
    "400, InvalidHeaderValue"
  })
  void aRefusalIsTheFaultOfItsBlobAlone(int status, String code) throws IOException {
    server.then(answer(refused(0, status, code), "1 202 Accepted"));
    List<Deletion> deletions = store.deleteAllIfUnchanged(blobs(2));
    assertEquals(Deletion.DONE, deletions.get(1));
    String message = deletions.get(0).fault().orElseThrow().getMessage();
    String blob = "Deleting blob 'blobs/sha256:0' of " + server.url() + "/layers failed";
    assertTrue(message.contains(blob) && message.contains(status + " " + code), message);
    assertEquals(1, server.requests().size());
  }

  @Test
  void whatMaySucceedLaterIsTriedAgainOnItsOwn() throws IOException {
    server.then(answer(refused(0, 503, "ServerBusy"), "1 202 Accepted"), status(202));
    assertEquals(List.of(Deletion.DONE, Deletion.DONE), store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(List.of("POST", "DELETE"), server.methods());
  }

  @Test
  void whatNoPartTellsOfIsDeletedOnItsOwn() throws IOException {
    server.then(
        answer("1 202 Accepted", "7 202 Accepted", "x 202 Accepted", "0 nonsense"),
        refusal(404, "BlobNotFound"));
    assertEquals(List.of(Deletion.CHANGED, Deletion.DONE), store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(List.of("POST", "DELETE"), server.methods());
  }

  @Test
  void oneBlobNeedsNoBatch() throws IOException {
    server.then(status(202));
    assertEquals(List.of(Deletion.DONE), store.deleteAllIfUnchanged(blobs(1)));
    assertEquals(List.of("DELETE"), server.methods());
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidQueryParameterValue",
    "403, AuthorizationFailure",
    "409, FeatureNotSupported"
  })
  void aServiceWithoutBatchesIsAskedOnce(int status, String code) throws IOException {
    server.then(refusal(status, code), status(202), status(202), status(202), status(202));
    List<Deletion> both = List.of(Deletion.DONE, Deletion.DONE);
    assertEquals(both, store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(both, store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(List.of("POST", "DELETE", "DELETE", "DELETE", "DELETE"), server.methods());
  }

  @Test
  void whoMayNotDeleteIsToldOfEachBlob() throws IOException {
    Step refusal = refusal(403, "AuthorizationPermissionMismatch");
    server.then(refusal, refusal, refusal);
    for (Deletion deletion : store.deleteAllIfUnchanged(blobs(2))) {
      assertInstanceOf(StoreAccessException.class, deletion.fault().orElseThrow());
    }
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() throws IOException {
    server.then(reset(), status(503), answer("0 202 Accepted", refused(1, 404, "BlobNotFound")));
    // The batch whose answer was lost deleted the second one
    assertEquals(List.of(Deletion.DONE, Deletion.DONE), store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(3, server.requests().size());
  }

  @Test
  void aServiceThatFailsOnBatchesAloneIsAskedTwice() throws IOException {
    // Azurite, where an account's signature signs the batch
    server.then(refusal(500, "InternalError"), refusal(500, "InternalError"));
    server.then(status(202), status(202), status(202), status(202));
    List<Deletion> both = List.of(Deletion.DONE, Deletion.DONE);
    assertEquals(both, store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(both, store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(List.of("POST", "POST", "DELETE", "DELETE", "DELETE", "DELETE"), server.methods());
  }

  @Test
  void oneFailureOfTheFirstBatchDoesNotEndTheUseOfBatches() throws IOException {
    server.then(refusal(500, "InternalError"), answer("0 202 Accepted", "1 202 Accepted"));
    server.then(answer("0 202 Accepted", "1 202 Accepted"));
    List<Deletion> both = List.of(Deletion.DONE, Deletion.DONE);
    assertEquals(both, store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(both, store.deleteAllIfUnchanged(blobs(2)));
    assertEquals(List.of("POST", "POST", "POST"), server.methods());
  }

  @Test
  void anAccountsSignatureHasBatchesToo() throws IOException {
    server.then(answer("0 202 Accepted", "1 202 Accepted"));
    AzureCredential account =
        new AzureCredential.SharedAccessSignature("ss=b&srt=co&sp=rwdl&sig=a%2B");
    AzureLocation location = new AzureLocation(server.url(), "acct", "layers", account);
    try (AzureBlobStore signed = new AzureBlobStore(location, QUICK)) {
      List<Deletion> both = List.of(Deletion.DONE, Deletion.DONE);
      assertEquals(both, signed.deleteAllIfUnchanged(blobs(2)));
    }
    assertEquals(List.of("POST"), server.methods());
  }

  @Test
  void aServiceThatFailsOnAndOnIsNotAskedForEachBlob() throws IOException {
    server.then(status(503), status(503), status(503));
    for (Deletion deletion : store.deleteAllIfUnchanged(blobs(2))) {
      Optional<StoreException> fault = deletion.fault();
      assertTrue(fault.orElseThrow().isTransient());
      assertTrue(fault.get().getMessage().startsWith("Deleting 2 blobs of " + server.url()));
    }
    assertEquals(3, server.requests().size());
  }

  @Test
  void anAnswerThatIsNotInPartsIsNone() throws IOException {
    Step page = content(202, "<html>", "Content-Type: text/html");
    server.then(page, page, page);
    Deletion deletion = store.deleteAllIfUnchanged(blobs(2)).get(0);
    String message = deletion.fault().orElseThrow().getMessage();
    assertTrue(message.contains("the answer to a batch is of type text/html"), message);
  }
}
