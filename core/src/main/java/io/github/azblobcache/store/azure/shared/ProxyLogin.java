package io.github.azblobcache.store.azure.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives a proxy that asks for it the login that the JVM's properties {@code https.proxyUser} and
 * {@code https.proxyPassword} have, or those of {@code http}. The JDK itself reads neither; Maven
 * and Jib do.
 *
 * <p>The JDK sends no password in the clear to a proxy on the way to an https host, unless {@code
 * jdk.http.auth.tunneling.disabledSchemes} is empty. Who writes a proxy's password into Maven's
 * settings wants just that, so it is emptied if it was not set; too late if another part of the JVM
 * has used the JDK's HTTP before (docs/behaviour.md, "passwords for proxies").
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">Networking
 *     Properties</a>
 */
public final class ProxyLogin extends Authenticator {

  /**
   * One for all: the JDK keeps connections, and a proxy's challenge, for the same one only
   * (docs/behaviour.md, "kept connections").
   */
  private static final ProxyLogin INSTANCE = new ProxyLogin();

  private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  // Java asks up to 19 times for one connection, and some networks lock an account after three
  // (docs/behaviour.md, "refused passwords for proxies"). It asks on the connection's thread, and
  // once for a login with Kerberos before it comes to the one with a password.
  private static final ThreadLocal<Set<String>> ASKED_FOR_SCHEMES = new ThreadLocal<>();

  // Java does not ask where it may not send the answer
  private static volatile boolean isSent;

  private ProxyLogin() {}

  /** What becomes of the login. */
  public enum State {
    /** There is none. */
    UNKNOWN,
    /** Java has sent it to a proxy that asked. */
    SENT,
    /** Java has never sent it. */
    WITHHELD
  }

  /** What becomes of the login in this JVM. */
  public static State state() {
    if (!hasLogin("https") && !hasLogin("http")) {
      return State.UNKNOWN;
    }
    return isSent ? State.SENT : State.WITHHELD;
  }

  /** Prepares a connection, if there is a login. */
  public static void on(HttpURLConnection connection) {
    if (hasLogin("https") || hasLogin("http")) {
      ASKED_FOR_SCHEMES.set(new HashSet<>());
      connection.setAuthenticator(INSTANCE);
    }
  }

  /** To be called before the JVM's first connection. Leaves the JVM's properties as they are. */
  public static void allow() {
    if ((hasLogin("https") || hasLogin("http")) && System.getProperty(DISABLED_SCHEMES) == null) {
      System.setProperty(DISABLED_SCHEMES, "");
      try {
        // The JDK reads the property once, when its class is loaded. This connects to nothing.
        new URL("http://localhost").openConnection();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        System.clearProperty(DISABLED_SCHEMES);
      }
    }
  }

  private static boolean hasLogin(String protocol) {
    return System.getProperty(protocol + ".proxyUser") != null;
  }

  @Override
  protected PasswordAuthentication getPasswordAuthentication() {
    if (getRequestorType() == RequestorType.PROXY && isFirst(getRequestingScheme())) {
      // A proxy that is set for http may also be the way to https hosts.
      for (String protocol : List.of(getRequestingURL().getProtocol(), "http")) {
        if (isOf(protocol)) {
          return login(protocol);
        }
      }
    }
    return null;
  }

  private static boolean isFirst(String scheme) {
    Set<String> asked = ASKED_FOR_SCHEMES.get();
    if (asked == null) {
      asked = new HashSet<>();
      ASKED_FOR_SCHEMES.set(asked);
    }
    return asked.add(String.valueOf(scheme));
  }

  private boolean isOf(String protocol) {
    String host = System.getProperty(protocol + ".proxyHost", "");
    return hasLogin(protocol) && getRequestingHost().equalsIgnoreCase(host);
  }

  private static PasswordAuthentication login(String protocol) {
    isSent = true;
    return new PasswordAuthentication(
        System.getProperty(protocol + ".proxyUser"),
        System.getProperty(protocol + ".proxyPassword", "").toCharArray());
  }
}
