package io.github.azblobcache.store.azure;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Finds out which certificate a host shows that Java does not trust. Trusts none itself. */
final class UntrustedCertificate extends X509ExtendedTrustManager {

  private volatile @Nullable X509Certificate shown;

  private UntrustedCertificate() {}

  /**
   * What the host shows; empty if it shows none.
   *
   * @param connection that nothing has been sent on
   */
  static Optional<TlsFacts> of(HttpURLConnection connection) {
    UntrustedCertificate reader = new UntrustedCertificate();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {reader}, null);
      ((HttpsURLConnection) connection).setSSLSocketFactory(context.getSocketFactory());
      connection.connect();
    } catch (IOException | GeneralSecurityException e) {
      // Always: no certificate is trusted here
    } finally {
      connection.disconnect();
    }
    return Optional.ofNullable(reader.shown).map(it -> TlsFacts.of("", it));
  }

  private void refuse(X509Certificate[] chain) throws CertificateException {
    shown = chain[0];
    throw new CertificateException("only looked at");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    refuse(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    refuse(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
