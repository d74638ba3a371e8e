package io.github.azblobcache.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

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
      properties(decrypted(session, needed)).forEach(System::setProperty);
    }
  }

  /** The first active one of each protocol that has no property yet. */
  static List<Proxy> needed(List<Proxy> proxies, UnaryOperator<String> property) {
    List<Proxy> needed = new ArrayList<>();
    for (String protocol : List.of("http", "https")) {
      boolean isSet = SETTINGS.stream().anyMatch(it -> property.apply(protocol + "." + it) != null);
      if (!isSet) {
        proxies.stream()
            .filter(proxy -> proxy.isActive() && protocol.equals(proxy.getProtocol()))
            .findFirst()
            .ifPresent(needed::add);
      }
    }
    return needed;
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

  // A password that can't be decrypted is Jib's to complain of.
  @SuppressWarnings("deprecation")
  private static List<Proxy> decrypted(MavenSession session, List<Proxy> proxies) {
    try {
      DefaultSettingsDecryptionRequest request = new DefaultSettingsDecryptionRequest();
      request.setProxies(proxies);
      return session.getContainer().lookup(SettingsDecrypter.class).decrypt(request).getProxies();
    } catch (ComponentLookupException e) {
      return proxies;
    }
  }
}
