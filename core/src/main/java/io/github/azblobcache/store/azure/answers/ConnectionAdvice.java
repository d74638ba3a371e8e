package io.github.azblobcache.store.azure.answers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why no answer came, and what to do about it: by the exception's type, as far as the JDK has one.
 *
 * @param reason names the host; a sentence without its full stop
 * @param next what to do; empty if there is nothing to say
 * @param isTransient whether the same request may well succeed later
 */
record ConnectionAdvice(String reason, String next, boolean isTransient) {

  // sun.net.www.protocol.http.HttpURLConnection has no type of its own for it
  private static final String NO_TUNNEL = "Unable to tunnel through proxy";

  // sun.security.ssl.SSLSocketInputRecord: the other side speaks something else
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  /**
   * @param host the account's, with its port if there is one in the URL
   */
  static ConnectionAdvice of(IOException e, String host) {
    if (e instanceof UnknownHostException) {
      return unknownHost(String.valueOf(e.getMessage()), host).withVariable(System::getenv);
    }
    if (e instanceof SSLException tls) {
      return tls(tls, host);
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return new ConnectionAdvice(
              host + ": " + text(e), "Check 'account_url', the network and the proxy.", true)
          .withVariable(System::getenv);
    }
    if (e instanceof SocketTimeoutException) {
      return new ConnectionAdvice(
              host + ": " + text(e),
              isConnected(e)
                  ? "The connection was made, but no answer came in time. Check the proxy, the"
                      + " network, and 'account_url'."
                  : "A firewall that drops packets looks like this, and a private endpoint seen"
                      + " from outside.",
              true)
          .withVariable(System::getenv);
    }
    if (text(e).startsWith(NO_TUNNEL)) {
      return tunnel(text(e), host);
    }
    return new ConnectionAdvice(host + ": " + text(e), "", true);
  }

  /**
   * The same, and that Java does not read the variable in which other programs find the proxy
   * (docs/behaviour.md, "variables for proxies").
   */
  ConnectionAdvice withVariable(UnaryOperator<String> environment) {
    for (String variable : List.of("HTTPS_PROXY", "https_proxy")) {
      String value = environment.apply(variable);
      if (value != null && !value.isBlank() && System.getProperty("https.proxyHost") == null) {
        return new ConnectionAdvice(
            reason,
            variable
                + " is set, but Java does not read it. Set the proxy in <proxies> of settings.xml,"
                + " or with -Dhttps.proxyHost and -Dhttps.proxyPort.",
            isTransient);
      }
    }
    return this;
  }

  // One exception for both; what has no message is taken for the more likely one
  private static boolean isConnected(IOException e) {
    return text(e).startsWith("Read timed out");
  }

  private static ConnectionAdvice unknownHost(String name, String host) {
    if (host.startsWith(name)) {
      return new ConnectionAdvice(
          "unknown host " + host,
          "Check the account's name in 'account_url', and that this machine can look up names.",
          true);
    }
    return new ConnectionAdvice(
        "unknown proxy " + name, "Check " + ProxyAdvice.SETTINGS + ".", true);
  }

  private static ConnectionAdvice tunnel(String text, String host) {
    return text.contains(" 407")
        ? new ConnectionAdvice("the proxy asks for a login", ProxyAdvice.ofLogin(host), false)
        : new ConnectionAdvice(
            "the proxy refuses connections to " + host,
            "Check " + ProxyAdvice.SETTINGS + ", or exclude " + host + " from it.",
            false);
  }

  private static ConnectionAdvice tls(SSLException e, String host) {
    String reason = "no TLS connection to " + host + ": ";
    if (isCausedBy(e, CertificateExpiredException.class)
        || isCausedBy(e, CertificateNotYetValidException.class)) {
      return new ConnectionAdvice(
          reason + "its certificate is not valid today",
          "Check this machine's clock, and the proxy if one opens TLS connections.",
          false);
    }
    if (isCausedBy(e, CertPathBuilderException.class)
        || isCausedBy(e, CertPathValidatorException.class)) {
      return new ConnectionAdvice(
          reason + "Java does not trust its certificate",
          "Where a proxy opens TLS connections, or the account is an emulator, its certificate has"
              + " to be in Java's trust store: -Djavax.net.ssl.trustStore=<file> in MAVEN_OPTS.",
          false);
    }
    if (isCausedBy(e, CertificateException.class)) {
      return new ConnectionAdvice(
          reason + "its certificate is for another host", "Check 'account_url'.", false);
    }
    // Also what a busy load balancer or firewall cuts off in the middle of a handshake
    return new ConnectionAdvice(
        reason + text(e),
        "Check the scheme and the port in 'account_url', and the proxy.",
        !text(e).startsWith(NO_TLS));
  }

  private static boolean isCausedBy(@Nullable Throwable e, Class<? extends Exception> type) {
    return e != null && (type.isInstance(e) || isCausedBy(e.getCause(), type));
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
