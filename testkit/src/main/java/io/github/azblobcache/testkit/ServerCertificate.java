package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate for some host names, which nobody trusts who is not told to.
 *
 * @param file a PKCS #12 file with both
 */
record ServerCertificate(Path file) {

  /** Of the file and of the key in it. It protects nothing: the file is a test's. */
  static final String PASSWORD = "changeit";

  /** Makes a new one with the JDK's {@code keytool}. */
  static ServerCertificate in(Path folder, List<String> hosts) throws IOException {
    Path file = folder.resolve("server.p12");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + hosts.get(0),
                "-ext",
                hosts.stream().map("dns:"::concat).collect(Collectors.joining(",", "san=", "")),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!Files.exists(file)) {
      throw new IOException("keytool made no certificate: " + printed);
    }
    return new ServerCertificate(file);
  }

  /** For a server that has it. */
  SSLContext server() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(keys.getKeyManagers(), null, null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** The options of a JVM that trusts it, beside those that this JVM trusts. */
  List<String> trust() throws IOException {
    Path trusted = file.resolveSibling("trusted.p12");
    try (InputStream certificates = Files.newInputStream(publicAuthorities());
        InputStream own = Files.newInputStream(file)) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(null, null);
      KeyStore others = KeyStore.getInstance(KeyStore.getDefaultType());
      others.load(certificates, null);
      for (String alias : Collections.list(others.aliases())) {
        all.setCertificateEntry(alias, others.getCertificate(alias));
      }
      KeyStore server = KeyStore.getInstance("PKCS12");
      server.load(own, PASSWORD.toCharArray());
      all.setCertificateEntry("of-a-test", server.getCertificate("server"));
      try (OutputStream out = Files.newOutputStream(trusted)) {
        all.store(out, PASSWORD.toCharArray());
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private static Path publicAuthorities() {
    return Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
  }
}
