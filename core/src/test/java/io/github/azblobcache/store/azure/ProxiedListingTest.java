package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.LoginProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container is listed through a proxy that asks for a login, with the signature of its own. */
class ProxiedListingTest {

  private static final String NO_BLOBS =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs/></EnumerationResults>";

  @TempDir Path files;
  private TestCertificate certificate;
  private HttpsServer server;
  private LoginProxy proxy;
  private final List<String> signatures = new CopyOnWriteArrayList<>();

  /** Lists one container. */
  static final class Listing {

    public static void main(String[] arguments) throws Exception {
      if (arguments[1].equals("late")) {
        useTheOtherClient();
      }
      AzureLocation location =
          new AzureLocation(
              URI.create(arguments[0]), "acct", "layers", new AzureCredential.AccountKey("AAAA"));
      try (AzureBlobStore store = new AzureBlobStore(location);
          Stream<BlobStat> blobs = store.list("")) {
        System.out.println(blobs.count() + " blobs");
      }
    }

    private static void useTheOtherClient() throws InterruptedException {
      HttpRequest nobody = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1")).build();
      try {
        HttpClient.newHttpClient().send(nobody, HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        System.out.println("expected: " + e);
      }
    }
  }

  @BeforeEach
  void startServers() throws Exception {
    certificate = TestCertificate.in(files);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext(
        "/",
        exchange -> {
          signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] page = NO_BLOBS.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("x-ms-request-id", "1a2b");
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    proxy = new LoginProxy();
  }

  @AfterEach
  void stopServers() throws Exception {
    proxy.close();
    server.stop(0);
  }

  private void list(String when) throws Exception {
    List<String> options = new ArrayList<>(certificate.trust());
    options.add("-Dhttps.proxyHost=127.0.0.1");
    options.add("-Dhttps.proxyPort=" + proxy.port());
    options.add("-Dhttps.proxyUser=" + LoginProxy.USER);
    options.add("-Dhttps.proxyPassword=" + LoginProxy.PASSWORD);
    // By itself Java asks no proxy for what is on this machine
    options.add("-Dhttp.nonProxyHosts=");
    String url = "https://localhost:" + server.getAddress().getPort();
    String output =
        ChildJvm.await(ChildJvm.start(options, Map.of(), Listing.class, url, when)).output();
    assertTrue(output.contains("0 blobs"), output);
    assertTrue(proxy.connections() > 0);
    assertEquals(1, signatures.size());
    assertTrue(signatures.get(0).startsWith("SharedKey acct:"), signatures.toString());
  }

  @Test
  void keepsItsSignature() throws Exception {
    list("early");
  }

  @Test
  void isDoneAfterOthersHaveUsedTheNewerClient() throws Exception {
    list("late");
  }
}
