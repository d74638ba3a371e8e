package io.github.azblobcache.store.azure.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
  // (docs/behaviour.md, "refused passwords for proxies").
  private static final LoginTrials TRIALS = new LoginTrials();

  // Java asks on the connection's thread
  private static final ThreadLocal<Use> USE = new ThreadLocal<>();

  // Java does not ask where it may not send the answer
  private static volatile boolean isSent;

  private ProxyLogin() {}

  /** What one connection has been given. For its thread alone. */
  private static final class Use {

    // Java asks once for a login with Kerberos before it comes to the one with a password
    private final Set<String> schemes = new HashSet<>();
    private final CompletableFuture<Void> trial = new CompletableFuture<>();
    private @Nullable String login;
  }

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

  /** Prepares a connection of this thread, if there is a login. {@link #ended} must follow. */
  public static void on(HttpURLConnection connection) {
    ended();
    if (hasLogin("https") || hasLogin("http")) {
      USE.set(new Use());
      connection.setAuthenticator(INSTANCE);
    }
  }

  /** This thread's connection has come through the proxy. */
  public static void passed() {
    Use use = USE.get();
    if (use != null && use.login != null) {
      TRIALS.accept(use.login, use.trial);
    }
  }

  /** This thread's request has ended, no matter how. */
  public static void ended() {
    Use use = USE.get();
    if (use != null) {
      USE.remove();
      if (use.login != null) {
        TRIALS.end(use.login, use.trial);
      }
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

  // Not getPasswordAuthentication, which Java calls under a lock: this may wait for another thread
  @Override
  public @Nullable PasswordAuthentication requestPasswordAuthenticationInstance(
      String host,
      InetAddress address,
      int port,
      String protocol,
      String prompt,
      String scheme,
      URL url,
      RequestorType requestor) {
    if (requestor != RequestorType.PROXY) {
      return null;
    }
    // A proxy that is set for http may also be the way to https hosts.
    for (String settings : List.of(url.getProtocol(), "http")) {
      if (hasLogin(settings)
          && host.equalsIgnoreCase(System.getProperty(settings + ".proxyHost", ""))) {
        return login(settings, host + ":" + port, scheme, url.getHost());
      }
    }
    return null;
  }

  private static @Nullable PasswordAuthentication login(
      String settings, String proxy, String scheme, String host) {
    String user = System.getProperty(settings + ".proxyUser");
    String password = System.getProperty(settings + ".proxyPassword", "");
    Use use = USE.get();
    if (use == null) {
      use = new Use();
      USE.set(use);
    }
    if (!use.schemes.add(String.valueOf(scheme))) {
      if (use.login != null) {
        TRIALS.refuse(use.login, host, use.trial);
      }
      return null;
    }
    // A name of the login that does not keep the password beyond its property
    use.login = Digest.of((proxy + '\n' + user + '\n' + password).getBytes(UTF_8)).hex();
    if (!TRIALS.begin(use.login, host, use.trial)) {
      return null;
    }
    isSent = true;
    return new PasswordAuthentication(user, password.toCharArray());
  }
}
