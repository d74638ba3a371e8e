package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.store.ChildJvm;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate for {@code localhost} that nobody trusts who is not told to.
 *
 * @param file where they are
 */
public record TestCertificate(Path file) {

  private static final String PASSWORD = "changeit";

  /** Makes one. */
  public static TestCertificate in(Path folder) throws Exception {
    return in(folder, "CN=localhost");
  }

  /**
   * Makes one of somebody else.
   *
   * @param subject a distinguished name
   */
  public static TestCertificate in(Path folder, String subject) throws Exception {
    Path file = folder.resolve("keys.p12");
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
                subject,
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertEquals("", ChildJvm.await(process).output().replaceAll("(?s)Generating .*", "").strip());
    return new TestCertificate(file);
  }

  /** For a server that has it. */
  public SSLContext server() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  /** The options of a JVM that trusts it. */
  List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }
}
