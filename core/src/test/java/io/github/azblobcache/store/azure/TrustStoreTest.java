package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose certificate Java does not know, as behind a company's proxy that opens TLS. */
class TrustStoreTest {

  @TempDir Path files;
  private TestCertificate certificate;
  private HttpsServer server;

  /** Looks for a blob, in a process with a trust store of its own. */
  static final class Looking {

    public static void main(String[] arguments) throws Exception {
      AzureLocation location =
          new AzureLocation(
              URI.create(arguments[0]), "acct", "layers", new AzureCredential.AccountKey("AAAA"));
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        System.out.println("missing: " + store.stat(new BlobKey("blobs/a")).isEmpty());
      } catch (StoreException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @BeforeEach
  void startServer() throws Exception {
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
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private String look(List<String> options) throws Exception {
    String url = "https://localhost:" + server.getAddress().getPort();
    return ChildJvm.await(ChildJvm.start(options, Map.of(), Looking.class, url)).output();
  }

  @Test
  void javasTrustStoreIsAsked() throws Exception {
    String output = look(certificate.trust());
    assertTrue(output.contains("missing: true"), output);
  }

  @Test
  void withoutItTheErrorNamesIt() throws Exception {
    String output = look(List.of());
    assertTrue(output.contains("Java does not trust its certificate"), output);
    assertTrue(output.contains("javax.net.ssl.trustStore"), output);
  }
}
