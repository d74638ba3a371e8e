package io.github.azblobcache.store.azure.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreMissingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when Azure refuses, or cannot be reached: one test for each message. */
class AzureErrorsTest {

  private static final String READING =
      "Reading blob 'manifests/main' of https://acct.blob.core.windows.net/layers";
  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
  private static final AzureCredential KEY = new AzureCredential.AccountKey("a2V5");
  private static final AzureCredential SAS =
      new AzureCredential.SharedAccessSignature("se=2026-02-28T00%3A00%3A00Z&sig=secret");
  private static final AzureCredential LOGIN = new AzureCredential.DefaultChain();

  private final StoreClock clock = new StoreClock(Clock.fixed(NOW, ZoneOffset.UTC));

  private AzureErrors errors(AzureCredential credential) {
    URI url = URI.create("https://acct.blob.core.windows.net");
    return new AzureErrors(new AzureLocation(url, "acct", "layers", credential), clock);
  }

  @Nested
  class Refused {

    @Test
    void aWrongKey() {
      refused(
          KEY,
          "AuthenticationFailed",
          "Azure refused the account key (403 AuthenticationFailed, request 1a2b). The key does not"
              + " belong to storage account 'acct'. Check 'account_name', and set"
              + " 'secret_access_key' to the account's key1 or key2.");
    }

    @Test
    void aClockThatIsWrong() {
      clock.observe(
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              NOW.plus(Duration.ofMinutes(42)).atOffset(ZoneOffset.UTC)));
      refused(
          KEY,
          "AuthenticationFailed",
          "Azure refused the account key (403 AuthenticationFailed, request 1a2b). This machine's"
              + " clock is 42 minutes behind Azure's, and Azure allows 15. Set the clock.");
    }

    @Test
    void aLoginThatHasExpired() {
      refused(
          LOGIN,
          "InvalidAuthenticationInfo",
          "Azure refused the default Azure credential (403 InvalidAuthenticationInfo, request"
              + " 1a2b). The login has expired, or is for another tenant than the storage"
              + " account's. Log in again, to the account's tenant.");
    }

    @Test
    void aMissingRoleToRead() {
      refused(
          LOGIN,
          "AuthorizationPermissionMismatch",
          "Azure refused the default Azure credential (403 AuthorizationPermissionMismatch, request"
              + " 1a2b). It needs the role 'Storage Blob Data Reader' on the container or the"
              + " account, and 'Storage Blob Data Contributor' to export. A new role takes some"
              + " minutes to work.");
    }

    @Test
    void aMissingRoleToWrite() {
      StoreException e =
          errors(LOGIN)
              .answered(
                  "Storing blob 'b' of x",
                  refusal(Operation.WRITE, 403, "AuthorizationPermissionMismatch"));
      assertEquals(
          "Storing blob 'b' of x failed: Azure refused the default Azure credential (403"
              + " AuthorizationPermissionMismatch, request 1a2b). It needs the role 'Storage Blob"
              + " Data Contributor' on the container or the account. A new role takes some minutes"
              + " to work.",
          e.getMessage());
    }

    @Test
    void aSignatureThatHasExpired() {
      refused(
          new AzureCredential.SharedAccessSignature("se=2026-01-30T00%3A00Z&sig=secret"),
          "AuthenticationFailed",
          "Azure refused the shared access signature (403 AuthenticationFailed, request 1a2b). It"
              + " has expired at 2026-01-30T00:00Z. Make a new one: 'az storage container"
              + " generate-sas'.");
    }

    @Test
    void aSignatureForSomethingElse() {
      refused(
          SAS,
          "AuthenticationFailed",
          "Azure refused the shared access signature (403 AuthenticationFailed, request 1a2b). It"
              + " is for another account or container, or its key or policy was deleted. Make a new"
              + " one: 'az storage container generate-sas'.");
    }

    @Test
    void aSignatureThatAllowsLess() {
      refused(
          SAS,
          "AuthorizationPermissionMismatch",
          "Azure refused the shared access signature (403 AuthorizationPermissionMismatch, request"
              + " 1a2b). It needs the permission 'r' (read), and 'c' and 'w' (create, write) to"
              + " export. Make a new one: 'az storage container generate-sas --permissions rl', or"
              + " rcwld to export too.");
    }

    @ParameterizedTest
    @CsvSource({"LIST, l, list", "DELETE, d, delete"})
    void aSignatureThatAllowsNoUpkeep(Operation operation, char letter, String name) {
      String code = "AuthorizationPermissionMismatch";
      StoreException e = errors(SAS).answered(READING, refusal(operation, 403, code));
      String advice = "It needs the permission '" + letter + "' (" + name + "). Make a new one";
      assertTrue(e.getMessage().contains(advice), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
      "READ, Reader' on the container or the account; and",
      "LIST, Reader' on the container or the account. A",
      "DELETE, Contributor' on the container or the account. A",
    })
    void theRoleThatTheOperationNeeds(Operation operation, String role) {
      String code = "AuthorizationPermissionMismatch";
      StoreException e = errors(LOGIN).answered(READING, refusal(operation, 403, code));
      String advice = "It needs the role 'Storage Blob Data " + role.replace(';', ',');
      assertTrue(e.getMessage().contains(advice), e.getMessage());
    }

    @Test
    void signaturesThatAreForbidden() {
      refused(
          SAS,
          "KeyBasedAuthenticationNotPermitted",
          "Azure refused the shared access signature (403 KeyBasedAuthenticationNotPermitted,"
              + " request 1a2b). The storage account allows no signatures that are made with its"
              + " keys. Make one with 'az storage container generate-sas --as-user', or log in with"
              + " Entra ID.");
    }

    @Test
    void keysThatAreForbidden() {
      refused(
          KEY,
          "KeyBasedAuthenticationNotPermitted",
          "Azure refused the account key (403 KeyBasedAuthenticationNotPermitted, request 1a2b)."
              + " The storage account allows no account keys. Leave out 'secret_access_key' and log"
              + " in with Entra ID.");
    }

    @Test
    void theFirewall() {
      String rules =
          "(403 AuthorizationFailure, request 1a2b). The storage account's firewall does not let"
              + " this machine in. Allow its address or its virtual network in the account's"
              + " networking settings, or run where the account's private endpoint is.";
      refused(KEY, "AuthorizationFailure", "Azure refused the account key " + rules);
      refused(
          LOGIN,
          "AuthorizationFailure",
          "Azure refused the default Azure credential "
              + rules
              + " If it is let in, the login has no role on the account at all.");
    }

    @Test
    void anAddressThatTheCredentialIsNotFor() {
      refused(
          KEY,
          "AuthorizationSourceIPMismatch",
          "Azure refused the account key (403 AuthorizationSourceIPMismatch, request 1a2b). The"
              + " credential is for other IP addresses than this machine's, as Azure sees it.");
    }

    @Test
    void somethingElseThatRefuses() {
      StoreException e =
          errors(KEY)
              .answered(READING, new ErrorResponse(Operation.READ, 403, "", "", Optional.empty()));
      assertInstanceOf(StoreAccessException.class, e);
      assertEquals(
          READING
              + " failed (403). The answer is not from Azure Blob Storage. Check 'account_url' and"
              + " the proxy.",
          e.getMessage());
    }

    private void refused(AzureCredential credential, String code, String message) {
      StoreException e = errors(credential).answered(READING, refusal(Operation.READ, 403, code));
      assertInstanceOf(StoreAccessException.class, e);
      assertEquals(READING + " failed: " + message, e.getMessage());
    }
  }

  @Nested
  class Answered {

    @Test
    void aMissingContainer() {
      StoreException e =
          errors(KEY).answered(READING, refusal(Operation.READ, 404, "ContainerNotFound"));
      assertInstanceOf(StoreMissingException.class, e);
      assertEquals(
          "The container https://acct.blob.core.windows.net/layers does not exist. The first export"
              + " to it creates it; check 'container' if there was one.",
          e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
      "409, BlobImmutableDueToPolicy, An immutability policy or a legal hold protects the blob.",
      "412, LeaseIdMissing, Somebody holds a lease on the blob.",
      "409, LeaseAlreadyPresent, Somebody holds a lease on the blob.",
      "400, InvalidHeaderValue, older than version 2023-11-03 of the protocol",
      "413, RequestBodyTooLarge, takes less in one request",
      "409, SnapshotsPresent, Azure's documentation of this error code",
    })
    void whatTheCodeSays(int status, String code, String advice) {
      StoreException e = errors(KEY).answered(READING, refusal(Operation.WRITE, status, code));
      assertFalse(e.isTransient());
      assertTrue(e.getMessage().contains(advice), e.getMessage());
    }

    @Test
    void throttling() {
      String advice =
          " The storage account is asked for more than it serves in a second. Let fewer builds use"
              + " it at the same time, or give them another account, if this lasts.";
      transientAnswer(
          503, "ServerBusy", READING + " failed (503 ServerBusy, request 1a2b)." + advice);
      transientAnswer(429, "", READING + " failed (429, request 1a2b)." + advice);
    }

    @Test
    void aFaultOfTheServer() {
      transientAnswer(
          500,
          "InternalError",
          READING
              + " failed (500 InternalError, request 1a2b). Azure could not serve it now; the same"
              + " request may succeed later.");
    }

    private void transientAnswer(int status, String code, String message) {
      StoreException e = errors(KEY).answered(READING, refusal(Operation.READ, status, code));
      assertTrue(e.isTransient());
      assertEquals(message, e.getMessage());
    }
  }

  @Nested
  class Unreachable {

    private static final String HOST = "acct.blob.core.windows.net";

    @Test
    void aNameThatDnsDoesNotKnow() {
      unreachable(
          new UnknownHostException(HOST),
          true,
          "unknown host "
              + HOST
              + ". Check the account's name in 'account_url', and that this machine can look up"
              + " names.");
    }

    @Test
    void aProxyThatDnsDoesNotKnow() {
      unreachable(
          new UnknownHostException("proxy.corp"),
          true,
          "unknown proxy proxy.corp. Check the proxy settings (<proxies> in settings.xml,"
              + " -Dhttps.proxyHost).");
    }

    @Test
    void aProxyThatWantsALogin() {
      unreachable(
          new IOException(
              "Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy Authentication"
                  + " Required\""),
          false,
          "the proxy asks for a login. Give its user and password in the proxy settings (<proxies>"
              + " in settings.xml, -Dhttps.proxyHost), or exclude "
              + HOST
              + " from it.");
    }

    @Test
    void aProxyThatLetsNobodyThrough() {
      unreachable(
          new IOException(
              "Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 403 Forbidden\""),
          false,
          "the proxy refuses connections to "
              + HOST
              + ". Check the proxy settings (<proxies> in settings.xml, -Dhttps.proxyHost), or"
              + " exclude "
              + HOST
              + " from it.");
    }

    @Test
    void aCertificateThatJavaDoesNotTrust() {
      unreachable(
          handshake(new CertPathBuilderException()),
          false,
          "no TLS connection to "
              + HOST
              + ": Java does not trust its certificate. Where a proxy opens TLS connections, or the"
              + " account is an emulator, its certificate has to be in Java's trust store:"
              + " -Djavax.net.ssl.trustStore=<file> in MAVEN_OPTS.");
    }

    @Test
    void aCertificateThatIsOutOfDate() {
      unreachable(
          handshake(new CertificateExpiredException()),
          false,
          "no TLS connection to "
              + HOST
              + ": its certificate is not valid today. Check this machine's clock, and the proxy if"
              + " one opens TLS connections.");
    }

    @Test
    void aCertificateOfAnotherHost() {
      unreachable(
          handshake(new CertificateException("No subject alternative DNS name matching")),
          false,
          "no TLS connection to "
              + HOST
              + ": its certificate is for another host. Check 'account_url'.");
    }

    @Test
    void whatDoesNotSpeakTls() {
      unreachable(
          new SSLException("Unsupported or unrecognized SSL message"),
          false,
          "no TLS connection to "
              + HOST
              + ": Unsupported or unrecognized SSL message. Check the scheme and the port in"
              + " 'account_url', and the proxy.");
    }

    @Test
    void aPortThatIsClosed() {
      unreachable(
          new ConnectException("Connection refused"),
          true,
          HOST + ": Connection refused. Check 'account_url', the network and the proxy.");
    }

    @Test
    void silence() {
      unreachable(
          new SocketTimeoutException("Connect timed out"),
          true,
          HOST
              + ": Connect timed out. A firewall that drops packets looks like this, and a private"
              + " endpoint seen from outside.");
    }

    @Test
    void silenceOnAConnection() {
      unreachable(
          new SocketTimeoutException("Read timed out"),
          true,
          HOST
              + ": Read timed out. The connection was made, but no answer came in time. Check the"
              + " proxy, the network, and 'account_url'.");
    }

    @Test
    void aConnectionThatBreaks() {
      unreachable(new IOException("Premature EOF"), true, HOST + ": Premature EOF.");
    }

    private void unreachable(IOException cause, boolean isTransient, String message) {
      StoreException e = errors(KEY).unreachable(READING, cause);
      assertEquals(isTransient, e.isTransient());
      assertFalse(e instanceof StoreAccessException);
      assertEquals(READING + " failed: " + message, e.getMessage());
    }

    private static IOException handshake(Exception cause) {
      SSLHandshakeException e = new SSLHandshakeException("PKIX");
      e.initCause(new CertificateException("PKIX", cause));
      return cause instanceof CertificateException ? withCause(cause) : e;
    }

    private static IOException withCause(Exception cause) {
      SSLHandshakeException e = new SSLHandshakeException("PKIX");
      e.initCause(cause);
      return e;
    }
  }

  private static ErrorResponse refusal(Operation operation, int status, String code) {
    return new ErrorResponse(operation, status, code, "1a2b", Optional.empty());
  }
}
