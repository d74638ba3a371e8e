package io.github.azblobcache.maven.session;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sends https requests for some hosts through the proxy that is set for http. All other requests go
 * where they went before.
 *
 * <p>The JVM's properties {@code https.proxyHost} and so on would do that for all hosts, and Jib
 * would reach its registries on another way than without this plugin.
 */
final class StoreProxySelector extends ProxySelector {

  private final ProxySelector usual;
  private final Set<String> hosts;

  /**
   * @param hosts in lower case
   */
  StoreProxySelector(ProxySelector usual, Set<String> hosts) {
    this.usual = usual;
    this.hosts = hosts;
  }

  /** Whether these hosts are among its own. */
  boolean serves(Set<String> others) {
    return hosts.containsAll(others);
  }

  @Override
  public List<Proxy> select(URI uri) {
    boolean isForStore =
        "https".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
    return usual.select(isForStore ? URI.create("http" + uri.toString().substring(5)) : uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    usual.connectFailed(uri, proxy, failure);
  }
}
