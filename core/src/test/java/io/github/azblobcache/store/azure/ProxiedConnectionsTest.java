package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.LoginProxy;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections are kept for the next request, also where a proxy asks for a login. */
class ProxiedConnectionsTest {

  private static final int MOST_CONNECTIONS = 4;

  @TempDir Path files;
  private TestCertificate certificate;
  private HttpsServer server;
  private LoginProxy proxy;

  /** Twenty requests, in a process whose JVM has not used HTTP before. */
  static final class Looking {

    public static void main(String[] arguments) throws Exception {
      AzureLocation location =
          new AzureLocation(
              URI.create(arguments[0]), "acct", "layers", new AzureCredential.AccountKey("AAAA"));
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        for (int i = 0; i < 20; i++) {
          store.stat(new BlobKey("blobs/a"));
        }
        System.out.println("all answered");
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
          exchange.getResponseHeaders().set("x-ms-error-code", "BlobNotFound");
          exchange.sendResponseHeaders(404, -1);
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

  private void look(int port, String... more) throws Exception {
    List<String> options = new ArrayList<>(certificate.trust());
    options.add("-Dhttps.proxyHost=127.0.0.1");
    options.add("-Dhttps.proxyPort=" + proxy.port());
    options.add("-Dhttps.proxyUser=" + LoginProxy.USER);
    options.add("-Dhttps.proxyPassword=" + LoginProxy.PASSWORD);
    options.addAll(List.of(more));
    Process process = ChildJvm.start(options, Map.of(), Looking.class, "https://localhost:" + port);
    String output = ChildJvm.await(process).output();
    assertTrue(output.contains("all answered"), output);
  }

  @Test
  void areKeptBehindAProxyThatAsksForALogin() throws Exception {
    // By itself Java asks no proxy for what is on this machine
    look(server.getAddress().getPort(), "-Dhttp.nonProxyHosts=");
    assertTrue(proxy.connections() > 0);
    assertTrue(proxy.connections() <= MOST_CONNECTIONS, proxy.connections() + " connections");
  }

  @Test
  void areKeptToAHostThatTheProxyIsNotFor() throws Exception {
    int port = server.getAddress().getPort();
    try (ThrottlingProxy counting = ThrottlingProxy.before("localhost", port, Link.unlimited())) {
      look(counting.port());
      assertEquals(0, proxy.connections());
      assertTrue(counting.connections() <= MOST_CONNECTIONS, counting.connections() + "");
    }
  }
}
