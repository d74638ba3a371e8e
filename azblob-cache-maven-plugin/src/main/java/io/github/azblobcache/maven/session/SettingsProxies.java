package io.github.azblobcache.maven.session;

import io.github.azblobcache.Closing;
import io.github.azblobcache.maven.support.MavenSecrets;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import java.net.ProxySelector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of {@code settings.xml} as the JVM's properties, which connections to a store go by.
 *
 * <p>Jib sets the same properties when it builds an image. Fetching begins before that, and some
 * goals run without Jib. What the user has set by hand stays. If {@code settings.xml} has no proxy
 * for https, the stores are reached through the one for http, because Maven reaches its
 * repositories so (docs/behaviour.md, "proxies of Maven's settings").
 */
public final class SettingsProxies implements AutoCloseable {

  private static final List<String> SETTINGS =
      List.of("proxyHost", "proxyPort", "proxyUser", "proxyPassword");
  // Java has no such property for https
  private static final String NOT_PROXIED = "http.nonProxyHosts";

  // Goals of modules that build in parallel share what was set, and the last one takes it back.
  private static final Set<SettingsProxies> ACTIVE = new HashSet<>();
  private static final Deque<Change> CHANGES = new ArrayDeque<>();
  private static @Nullable ProxySelector before;

  private SettingsProxies() {}

  /**
   * A property that was set.
   *
   * @param before what it was; null if there was none
   * @param now what it is
   */
  private record Change(String name, @Nullable String before, String now) implements AutoCloseable {

    static Change make(String name, String value) {
      return new Change(name, System.setProperty(name, value), value);
    }

    @Override
    public void close() {
      if (!now.equals(System.getProperty(name))) {
        return; // Somebody else has set it since.
      }
      if (before == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, before);
      }
    }
  }

  /**
   * Sets the properties of a session, as far as there are none. Closing what is returned takes them
   * back.
   *
   * @param settings say which stores are going to be reached
   */
  public static SettingsProxies activate(MavenSession session, List<CacheSettings> settings) {
    SettingsProxies activated = new SettingsProxies();
    synchronized (ACTIVE) {
      ACTIVE.add(activated);
      boolean isSet = false;
      try {
        set(session, settings);
        isSet = true;
      } finally {
        if (!isSet) {
          // Nobody else would take back what was set until then
          activated.close();
        }
      }
    }
    return activated;
  }

  private static void set(MavenSession session, List<CacheSettings> settings) {
    List<Proxy> proxies = session.getSettings().getProxies();
    List<Proxy> needed = needed(proxies, System::getProperty);
    if (!needed.isEmpty()) {
      set(properties(new MavenSecrets(session).decrypted(needed), System::getProperty));
    }
    if (reachesHttpsThroughHttp(proxies)) {
      select(hosts(settings, System::getenv));
    }
  }

  private static void set(Map<String, String> properties) {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      CHANGES.push(Change.make(property.getKey(), property.getValue()));
    }
  }

  private static void select(Set<String> hosts) {
    ProxySelector usual = ProxySelector.getDefault();
    if (usual instanceof StoreProxySelector ours && ours.serves(hosts)) {
      return;
    }
    if (before == null) {
      before = usual;
    }
    ProxySelector.setDefault(new StoreProxySelector(usual, hosts));
  }

  @Override
  public void close() {
    synchronized (ACTIVE) {
      if (ACTIVE.remove(this) && ACTIVE.isEmpty()) {
        List<AutoCloseable> changes = new ArrayList<>(CHANGES);
        changes.add(SettingsProxies::unselect);
        CHANGES.clear();
        Closing.all(changes);
      }
    }
  }

  private static void unselect() {
    ProxySelector usual = before;
    before = null;
    if (ProxySelector.getDefault() instanceof StoreProxySelector) {
      ProxySelector.setDefault(usual);
    }
  }

  /** The first active one of each protocol that has no property yet. */
  static List<Proxy> needed(List<Proxy> proxies, UnaryOperator<String> property) {
    List<Proxy> needed = new ArrayList<>();
    for (String protocol : List.of("http", "https")) {
      if (!isSet(protocol, property)) {
        Optional<Proxy> proxy = active(proxies, protocol);
        if (proxy.isPresent()) {
          needed.add(proxy.get());
        }
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

  private static Optional<Proxy> active(List<Proxy> proxies, String protocol) {
    for (Proxy proxy : proxies) {
      if (proxy.isActive() && protocol.equalsIgnoreCase(proxy.getProtocol())) {
        return Optional.of(proxy);
      }
    }
    return Optional.empty();
  }

  private static boolean reachesHttpsThroughHttp(List<Proxy> proxies) {
    return !isSet("https", System::getProperty)
        && active(proxies, "http").isPresent()
        && active(proxies, "https").isEmpty();
  }

  /**
   * The properties to set. As Jib does it, a proxy that excludes no hosts leaves those that the
   * other one excludes. What was excluded before, by the user or by macOS, stays so.
   */
  static Map<String, String> properties(List<Proxy> proxies, UnaryOperator<String> property) {
    Map<String, String> properties = new TreeMap<>();
    for (Proxy proxy : proxies) {
      String protocol = proxy.getProtocol().toLowerCase(Locale.ROOT) + ".";
      put(properties, protocol + "proxyHost", proxy.getHost());
      put(properties, protocol + "proxyPort", String.valueOf(proxy.getPort()));
      put(properties, protocol + "proxyUser", proxy.getUsername());
      put(properties, protocol + "proxyPassword", proxy.getPassword());
      put(properties, NOT_PROXIED, proxy.getNonProxyHosts());
    }
    String users = property.apply(NOT_PROXIED);
    if (users != null && !users.isEmpty()) {
      properties.computeIfPresent(NOT_PROXIED, (name, hosts) -> users + "|" + hosts);
    }
    return properties;
  }

  private static void put(Map<String, String> properties, String name, String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  /** The hosts of the stores, and of the login to them, in lower case. */
  static Set<String> hosts(List<CacheSettings> settings, UnaryOperator<String> environment) {
    Set<String> hosts = new HashSet<>();
    for (CacheSettings some : settings) {
      List<CacheDescription> caches = new ArrayList<>(some.from());
      caches.addAll(some.to());
      for (CacheDescription cache : caches) {
        hosts.addAll(cache.location().hosts(environment));
      }
    }
    return hosts;
  }
}
