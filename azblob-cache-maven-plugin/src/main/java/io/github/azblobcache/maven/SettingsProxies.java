package io.github.azblobcache.maven;

import io.github.azblobcache.maven.support.MavenSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;

/**
 * The proxies of {@code settings.xml} as the JVM's properties, which connections to a store go by.
 *
 * <p>Jib sets the same properties when it builds an image; fetching begins before that, and some
 * goals run without Jib. What the user has set by hand stays.
 */
final class SettingsProxies {

  private static final List<String> SETTINGS =
      List.of("proxyHost", "proxyPort", "proxyUser", "proxyPassword");

  private SettingsProxies() {}

  /** Sets the properties of a session, as far as there are none. */
  static void activate(MavenSession session) {
    List<Proxy> needed = needed(session.getSettings().getProxies(), System::getProperty);
    if (!needed.isEmpty()) {
      properties(new MavenSecrets(session).decrypted(needed)).forEach(System::setProperty);
    }
  }

  /** The first active one of each protocol that has no property yet. */
  static List<Proxy> needed(List<Proxy> proxies, UnaryOperator<String> property) {
    List<Proxy> needed = new ArrayList<>();
    for (String protocol : List.of("http", "https")) {
      if (!isSet(protocol, property)) {
        addActive(proxies, protocol, needed);
      }
    }
    return needed;
  }

  private static boolean isSet(String protocol, UnaryOperator<String> property) {
    for (String setting : SETTINGS) {
      if (property.apply(protocol + "." + setting) != null) {
        return true;
      }
    }
    return false;
  }

  private static void addActive(List<Proxy> proxies, String protocol, List<Proxy> needed) {
    for (Proxy proxy : proxies) {
      if (proxy.isActive() && protocol.equals(proxy.getProtocol())) {
        needed.add(proxy);
        return;
      }
    }
  }

  static Map<String, String> properties(List<Proxy> proxies) {
    Map<String, String> properties = new TreeMap<>();
    for (Proxy proxy : proxies) {
      String protocol = proxy.getProtocol() + ".";
      properties.put(protocol + "proxyHost", proxy.getHost());
      properties.put(protocol + "proxyPort", String.valueOf(proxy.getPort()));
      properties.put(protocol + "proxyUser", proxy.getUsername());
      properties.put(protocol + "proxyPassword", proxy.getPassword());
      // Java has no such property for https
      properties.put("http.nonProxyHosts", proxy.getNonProxyHosts());
    }
    properties.values().removeIf(value -> value == null);
    return properties;
  }
}
