package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.blob;
import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static io.github.azblobcache.store.azure.ScriptedServer.early;
import static io.github.azblobcache.store.azure.ScriptedServer.halfAHead;
import static io.github.azblobcache.store.azure.ScriptedServer.hangUp;
import static io.github.azblobcache.store.azure.ScriptedServer.refusal;
import static io.github.azblobcache.store.azure.ScriptedServer.silence;
import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.ScriptedServer.Step;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.shared.ServiceVersion;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store makes of answers that Azurite never gives. */
@Timeout(30)
class AzureBlobStoreFaultsTest {

  private static final BlobKey KEY = new BlobKey("blobs/sha256:2cf2");
  private static final String CANARY =
      Base64.getEncoder().encodeToString("canary-canary-canary".getBytes(UTF_8));
  private static final BlobStat SEEN =
      new BlobStat(KEY, 3, Instant.parse("2026-01-31T00:00:00Z"), "0x1");
  private static final AzureOptions QUICK =
      new AzureOptions(
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(2),
          1_000_000);

  @TempDir Path files;
  private ScriptedServer server;
  private AzureBlobStore store;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    store = store(server.url());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
    for (ScriptedServer.Request request : server.requests()) {
      String sent = request.target() + request.headers() + new String(request.body(), ISO_8859_1);
      assertFalse(sent.contains(CANARY) || sent.contains("canary-canary"), "The key was sent");
    }
  }

  private static AzureBlobStore store(URI url) throws IOException {
    return new AzureBlobStore(
        new AzureLocation(url, "acct", "layers", new AzureCredential.AccountKey(CANARY)), QUICK);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMaySucceedLater(int status) throws IOException {
    server.then(status(status), refusal(404, "BlobNotFound"));
    assertEquals(Optional.empty(), store.stat(KEY));
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 407, 501})
  void doesNotTryAgainWhatWillNot(int status) {
    server.then(status(status));
    StoreException e = fails(() -> store.stat(KEY));
    assertFalse(e.isTransient());
    assertEquals(1, server.requests().size());
  }

  @Test
  void waitsAsLongAsTheServiceAsks() throws IOException {
    server.then(refusal(503, "ServerBusy", "Retry-After: 1"), refusal(404, "BlobNotFound"));
    long start = System.nanoTime();
    assertEquals(Optional.empty(), store.stat(KEY));
    assertTrue(System.nanoTime() - start >= 1_000_000_000);
  }

  @Test
  void givesUpIfTheServiceAsksForTooLong() {
    server.then(refusal(503, "ServerBusy", "Retry-After: 60"));
    StoreException e = fails(() -> store.stat(KEY));
    assertTrue(e.isTransient());
    assertEquals(1, server.requests().size());
  }

  @Test
  void givesUpAfterSomeTries() {
    server.then(status(500), status(502), refusal(503, "ServerBusy"));
    StoreException e = fails(() -> store.stat(KEY));
    assertTrue(e.isTransient());
    assertTrue(e.getMessage().contains("503 ServerBusy"), e.getMessage());
    assertTrue(e.getMessage().endsWith("Gave up after 3 tries."), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "403, AuthenticationFailed, does not belong to storage account 'acct'",
    "403, KeyBasedAuthenticationNotPermitted, Leave out 'secret_access_key'",
    "403, AuthorizationFailure, firewall",
    "403, AccountIsDisabled, is disabled",
    "401, NoAuthenticationInformation, does not belong to storage account 'acct'",
  })
  void saysWhatToDoAboutARefusal(int status, String code, String advice) {
    server.then(refusal(status, code));
    StoreAccessException e = assertThrows(StoreAccessException.class, () -> store.stat(KEY));
    assertTrue(e.getMessage().contains(advice), e.getMessage());
    assertTrue(e.getMessage().contains(code), e.getMessage());
    assertNoSecret(e);
  }

  @Test
  void aRefusedUploadIsARefusalToo() {
    // The JDK throws HttpRetryException for a 401 to a body that it can't repeat
    server.then(refusal(401, "InvalidAuthenticationInfo", "WWW-Authenticate: Bearer realm=x"));
    assertThrows(
        StoreAccessException.class,
        () -> store.replaceIfUnchanged(KEY, Optional.empty(), new byte[3]));
  }

  @Test
  void aWrongClockIsNamed() {
    server.then(refusal(403, "AuthenticationFailed", "Date: " + date(Duration.ofHours(-2))));
    StoreException e = fails(() -> store.stat(KEY));
    assertTrue(e.getMessage().contains("clock is 1"), e.getMessage());
    assertTrue(e.getMessage().contains("minutes ahead of Azure's"), e.getMessage());
  }

  @Test
  void hasTheServicesTime() throws IOException {
    server.then(refusal(404, "BlobNotFound", "Date: " + date(Duration.ofDays(3))));
    store.stat(KEY);
    Duration off = Duration.between(Instant.now().plus(Duration.ofDays(3)), store.now());
    assertTrue(off.abs().toSeconds() < 5, off.toString());
  }

  private static String date(Duration ahead) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
  }

  @Test
  void takesTheStatFromTheAnswerOfTheRange() throws IOException {
    server.then(
        content(
            206,
            "34",
            "ETag: \"0x1\"",
            "Content-Range: bytes 2-3/17",
            "Last-Modified: Sat, 31 Jan 2026 00:00:00 GMT"));
    try (BlobContent content = store.open(KEY, new ByteRange(2, 2)).orElseThrow()) {
      assertEquals(new BlobStat(KEY, 17, SEEN.lastModified(), "0x1"), content.stat());
      assertEquals("34", new String(content.body().readAllBytes(), UTF_8));
    }
    assertEquals("bytes=2-3", server.requests().get(0).headers().get("x-ms-range"));
  }

  @Test
  void doesNotTakeAnotherRange() {
    server.then(
        content(206, "34", "ETag: \"0x1\"", "Content-Range: bytes 0-1/17"), blob("ab"), blob("ab"));
    assertThrows(StoreException.class, () -> store.open(KEY, new ByteRange(2, 2)));
  }

  @Test
  void readsTheStartOfAnEmptyBlobAsAzureHasIt() throws IOException {
    server.then(refusal(416, "InvalidRange"), blob(""));
    try (BlobContent content = store.open(KEY, new ByteRange(0, 5)).orElseThrow()) {
      assertEquals(-1, content.body().read());
    }
  }

  @Test
  void aBlobThatHasNoBytesForAnyRequestIsAFault() {
    Step noRange = refusal(416, "InvalidRange");
    server.then(noRange, noRange, noRange);
    StoreException e = fails(() -> store.open(KEY, ByteRange.ALL));
    assertTrue(e.getMessage().contains("416 InvalidRange"), e.getMessage());
    assertEquals(2, server.requests().size());
  }

  @Test
  void anUploadWhoseAnswerWasLostIsNotRepeated() throws IOException {
    server.then(hangUp(), blob(""));
    assertFalse(store.putIfAbsent(KEY, file()));
    assertEquals(List.of("PUT", "HEAD"), server.methods());
  }

  @Test
  void anUploadThatDidNotArriveIsRepeated() throws IOException {
    server.then(hangUp(), refusal(404, "BlobNotFound"), status(201));
    assertTrue(store.putIfAbsent(KEY, file()));
    assertEquals(List.of("PUT", "HEAD", "PUT"), server.methods());
    assertEquals("*", server.requests().get(2).headers().get("if-none-match"));
  }

  @Test
  void aRefusalInTheMidstOfAnUploadIsHeard() throws IOException {
    Path large = Files.write(files.resolve("large"), new byte[32 * 1024 * 1024]);
    AzureBlobStore patient =
        new AzureBlobStore(
            new AzureLocation(
                server.url(), "acct", "layers", new AzureCredential.AccountKey(CANARY)));
    // Azure does not read what it refuses
    server
        .then(early(refusal(404, "ContainerNotFound")), refusal(404, "ContainerNotFound"))
        .then(status(201), status(201));
    assertTrue(patient.putIfAbsent(KEY, large));
    assertEquals(List.of("PUT", "HEAD", "PUT", "PUT"), server.methods());
    assertEquals("/layers?restype=container", server.requests().get(2).target());
  }

  @ParameterizedTest
  @CsvSource({"409, BlobAlreadyExists", "412, ConditionNotMet"})
  void somebodyElsesBlobIsFalse(int status, String code) throws IOException {
    server.then(refusal(status, code), blob(""), refusal(status, code));
    assertFalse(store.putIfAbsent(KEY, file()));
    assertEquals(Optional.empty(), store.replaceIfUnchanged(KEY, Optional.of(SEEN), new byte[3]));
    assertEquals(List.of("PUT", "HEAD", "PUT"), server.methods());
    assertEquals("\"0x1\"", server.requests().get(2).headers().get("if-match"));
  }

  @Test
  void aLeaseIsNoLostRace() {
    server.then(refusal(412, "LeaseIdMissing"));
    fails(() -> store.replaceIfUnchanged(KEY, Optional.of(SEEN), new byte[3]));
  }

  @Test
  void aReplacementWhoseAnswerWasLostIsDone() throws IOException {
    server.then(hangUp(), refusal(412, "ConditionNotMet"), blob("ours"));
    assertEquals(
        Optional.of(new BlobStat(KEY, 4, SEEN.lastModified(), "0x1")),
        store.replaceIfUnchanged(KEY, Optional.of(SEEN), "ours".getBytes(UTF_8)));
  }

  @Test
  void aReplacementThatLostARaceIsNot() throws IOException {
    server.then(hangUp(), refusal(412, "ConditionNotMet"), blob("them"));
    assertEquals(
        Optional.empty(), store.replaceIfUnchanged(KEY, Optional.of(SEEN), "ours".getBytes(UTF_8)));
  }

  @Test
  void equalBytesWithoutALostAnswerAreSomebodyElses() throws IOException {
    server.then(refusal(412, "ConditionNotMet"), blob("ours"));
    assertEquals(
        Optional.empty(), store.replaceIfUnchanged(KEY, Optional.of(SEEN), "ours".getBytes(UTF_8)));
    assertEquals(1, server.requests().size());
  }

  @Test
  void neverFollowsARedirect() throws IOException {
    try (ScriptedServer elsewhere = new ScriptedServer()) {
      server.then(status(307, "Location: " + elsewhere.url() + "/layers"));
      StoreException e = fails(() -> store.stat(KEY));
      assertTrue(e.getMessage().contains("Redirects are not followed"), e.getMessage());
      assertEquals(List.of(), elsewhere.requests());
    }
  }

  @Test
  void namesTheMissingContainer() {
    server.then(refusal(404, "ContainerNotFound"));
    StoreException e = fails(() -> store.open(KEY, ByteRange.ALL));
    assertTrue(e.getMessage().contains(server.url() + "/layers does not exist"), e.getMessage());
    assertTrue(e.getMessage().contains("first export"), e.getMessage());
  }

  @Test
  void aNotFoundPageOfSomethingElseIsNoMiss() {
    server.then(status(404));
    StoreException e = fails(() -> store.stat(KEY));
    assertTrue(e.getMessage().contains("not from Azure"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 409, 412})
  void anAnswerThatBreaksOffInItsHeadersIsNone(int status) throws IOException {
    server.then(halfAHead(status, hangUp()), blob("abc"));
    assertEquals(3, store.stat(KEY).orElseThrow().sizeBytes());
    assertEquals(List.of("HEAD", "HEAD"), server.methods());
  }

  @Test
  void saysThatTheHeadersBrokeOff() {
    Step half = halfAHead(404, hangUp());
    server.then(half, half, half);
    StoreException e = fails(() -> store.stat(KEY));
    assertTrue(e.getMessage().contains("the answer broke off in its headers"), e.getMessage());
  }

  @Test
  void aStallInTheHeadersIsATimeout() {
    Step stalled = halfAHead(404, silence(1_000));
    server.then(stalled, stalled, stalled);
    StoreException e = fails(() -> store.stat(KEY));
    assertTrue(e.getMessage().contains("Read timed out"), e.getMessage());
  }

  @Test
  void namesARefusedConnection() {
    // A port that nobody listens to: a listener just closed may take one more connection
    StoreException e = fails(() -> store(URI.create("http://127.0.0.1:1")).stat(KEY));
    assertTrue(e.isTransient());
    assertTrue(e.getMessage().contains("Connection refused"), e.getMessage());
  }

  @Test
  void namesAnUnknownHost() throws IOException {
    StoreException e = fails(() -> store(URI.create("https://acct.invalid")).stat(KEY));
    assertTrue(e.getMessage().contains("unknown host acct.invalid"), e.getMessage());
  }

  @Test
  void aHandshakeThatIsCutOffIsTriedAgain() {
    URI tls = URI.create(server.url().toString().replace("http:", "https:"));
    StoreException e = fails(() -> store(tls).stat(KEY));
    assertTrue(e.isTransient());
    assertTrue(e.getMessage().endsWith("Gave up after 3 tries."), e.getMessage());
    assertTrue(e.getMessage().contains("no TLS connection to 127.0.0.1"), e.getMessage());
  }

  @Test
  void aSilentServiceIsATimeout() throws IOException {
    server.then(silence(3_000));
    AzureOptions once =
        new AzureOptions(
            QUICK.connectTimeout(),
            Duration.ofMillis(200),
            1,
            QUICK.firstPause(),
            QUICK.longestPause(),
            1);
    AzureLocation location =
        new AzureLocation(server.url(), "acct", "layers", new AzureCredential.AccountKey(CANARY));
    StoreException e = fails(() -> new AzureBlobStore(location, once).stat(KEY));
    assertTrue(e.isTransient());
    assertTrue(e.getMessage().contains("Read timed out"), e.getMessage());
  }

  @Test
  void closingEndsTheWaitingForAnAnswer() throws Exception {
    server.then(silence(60_000));
    AzureLocation location =
        new AzureLocation(server.url(), "acct", "layers", new AzureCredential.AccountKey(CANARY));
    AzureBlobStore patient = new AzureBlobStore(location);
    FutureTask<StoreException> waiting = new FutureTask<>(() -> fails(() -> patient.stat(KEY)));
    new Thread(waiting).start();
    while (server.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    patient.close();
    assertTrue(waiting.get().getMessage().endsWith("failed: the store was closed."));
  }

  @Test
  void anInterruptEndsThePause() throws Exception {
    server.then(refusal(503, "ServerBusy", "Retry-After: 2"));
    Thread reader = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (reader.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              reader.interrupt();
            });
    interrupter.start();
    assertThrows(StoreInterruptedException.class, () -> store.stat(KEY));
    assertTrue(Thread.interrupted());
    interrupter.join();
  }

  @Test
  void aKeyThatIsNoKeyIsNotShown() {
    AzureLocation location =
        new AzureLocation(
            server.url(), "acct", "layers", new AzureCredential.AccountKey("canary!"));
    StoreAccessException e =
        assertThrows(StoreAccessException.class, () -> new AzureBlobStore(location));
    assertTrue(e.getMessage().contains("'secret_access_key'"), e.getMessage());
    assertFalse(trace(e).contains("canary"), trace(e));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothClientsSpeakTheSameVersionAndFailAlike(boolean isSdk) {
    server.then(refusal(403, "AuthenticationFailed"));
    StoreAccessException e =
        assertThrows(
            StoreAccessException.class,
            () -> {
              if (isSdk) {
                store.list("").close();
              } else {
                store.touch(KEY);
              }
            });
    assertTrue(
        e.getMessage().contains("does not belong to storage account 'acct'"), e.getMessage());
    assertNoSecret(e);
    assertEquals(ServiceVersion.USED, server.requests().get(0).headers().get("x-ms-version"));
  }

  private Path file() throws IOException {
    return Files.writeString(files.resolve("layer"), "layer");
  }

  private static StoreException fails(Executable call) {
    StoreException e = assertThrows(StoreException.class, call);
    assertNoSecret(e);
    return e;
  }

  private static void assertNoSecret(StoreException e) {
    String trace = trace(e);
    assertFalse(trace.contains(CANARY) || trace.contains("SharedKey acct:"), trace);
  }

  private static String trace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
