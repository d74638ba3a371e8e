package io.github.azblobcache.check.steps;

import static io.github.azblobcache.check.Outcome.FAILED;
import static io.github.azblobcache.check.Outcome.NOTE;
import static io.github.azblobcache.check.Outcome.OK;
import static io.github.azblobcache.check.Outcome.SKIPPED;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azblobcache.store.azure.ScriptedServer;
import io.github.azblobcache.store.azure.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check says where the way to the service is not clear. */
class ConnectionCheckTest {

  @TempDir Path files;

  private static String cache(Object url) {
    return "type=azblob,account_name=acct,secret_access_key=AAAA,account_url=" + url;
  }

  @Test
  void aClosedPort() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Checks.exporting(cache("http://127.0.0.1:" + port))
        .fails("connection")
        .is("connection", FAILED, "127.0.0.1:" + port + ": Connection refused")
        .advises("connection", "Check 'account_url', the network and the proxy.")
        .is("tls", SKIPPED, "because connection failed")
        .is("login", SKIPPED, "because connection failed");
  }

  @Test
  void aSilentPort() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Checks.exporting(cache("https://127.0.0.1:" + silent.getLocalPort()))
          .fails("connection")
          .is("connection", FAILED, "Read timed out")
          .advises("connection", "The connection was made, but no answer came in time");
    }
  }

  @Test
  void aCheckEndsWhenItsTimeIsOver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Checks.of(
              Map.of("AZBLOB_CACHE_TO", cache("http://127.0.0.1:" + silent.getLocalPort())),
              Duration.ofSeconds(1))
          .fails("connection")
          .is("connection", FAILED, "no answer when the 1 s of this check were over");
    }
  }

  @Test
  void aCertificateThatNobodyTrusts() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.in(files).server()));
    server.start();
    try {
      Checks.exporting(cache("https://localhost:" + server.getAddress().getPort()))
          .fails("tls")
          .is("connection", OK, "connected")
          .is("tls", FAILED, "Java does not trust its certificate")
          .is("tls", FAILED, "a certificate of 'CN=localhost', which it has signed itself")
          .advises("tls", "-Djavax.net.ssl.trustStore");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aProxyThatLetsNobodyThrough() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    try (ScriptedServer proxy = new ScriptedServer()) {
      proxy.then(ScriptedServer.status(403));
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.url().getPort());
      ProxySelector.setDefault(ProxySelector.of(address));
      Checks.exporting(cache("https://acct.blob.core.windows.net"))
          .fails("connection")
          .is("proxy", OK, ":" + proxy.url().getPort())
          .is("dns", OK, "the proxy looks up acct.blob.core.windows.net")
          .is("connection", FAILED, "the proxy refuses connections to acct.blob")
          .advises("connection", "<proxies> in settings.xml");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void aNameThatNobodyKnows() throws IOException {
    Checks.exporting(cache("https://acct.blob.invalid"))
        .fails("dns")
        .is("dns", FAILED, "Looking up acct.blob.invalid failed: ")
        .is("connection", SKIPPED, "because dns failed");
  }

  @Test
  void anAnswerThatIsNotAzures() throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      server.then(ScriptedServer.portal());
      Checks.exporting(cache(server.url()))
          .fails("service")
          .is("service", FAILED, "Server: portal/1.0")
          .advises("service", "The answer is not from Azure Blob Storage.");
    }
  }

  @Test
  void aClockThatIsWrong() throws IOException {
    String date =
        "Date: "
            + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(20));
    try (ScriptedServer server = new ScriptedServer()) {
      server.then(
          ScriptedServer.refusal(404, "ResourceNotFound", date),
          ScriptedServer.refusal(403, "AuthenticationFailed", date));
      Checks.exporting(cache(server.url()))
          .fails("login")
          .is("clock", NOTE, "minutes behind the service's, and Azure allows 15")
          .advises("clock", "Set this machine's clock.")
          .advises("login", "Set the clock.");
    }
  }
}
