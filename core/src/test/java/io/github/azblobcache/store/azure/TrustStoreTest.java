package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azblobcache.store.AzureCredential;
import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.StoreException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose certificate Java does not know, as behind a company's proxy that opens TLS. */
class TrustStoreTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path files;
  private Path keys;
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
    keys = files.resolve("keys.p12");
    makeKey();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("x-ms-error-code", "BlobNotFound");
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  private void makeKey() throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "store",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .start();
    assertEquals("", ChildJvm.await(process).output().replaceAll("(?s)Generating .*", "").strip());
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
    String output =
        look(
            List.of(
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD));
    assertTrue(output.contains("missing: true"), output);
  }

  @Test
  void withoutItTheErrorNamesIt() throws Exception {
    String output = look(List.of());
    assertTrue(output.contains("Java does not trust its certificate"), output);
    assertTrue(output.contains("javax.net.ssl.trustStore"), output);
  }
}
