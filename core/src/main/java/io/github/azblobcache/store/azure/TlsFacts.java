package io.github.azblobcache.store.azure;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What is known of an encrypted connection.
 *
 * @param protocol for instance {@code TLSv1.3}; empty if there is no connection
 * @param subject whom the certificate is for, as it says
 * @param issuer who vouches for that
 * @param validUntil when it ends
 */
public record TlsFacts(String protocol, String subject, String issuer, Instant validUntil) {

  static TlsFacts of(String protocol, X509Certificate certificate) {
    return new TlsFacts(
        protocol,
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotAfter().toInstant());
  }

  /** Whether it is signed by itself alone. */
  public boolean isSelfSigned() {
    return subject.equals(issuer);
  }
}
