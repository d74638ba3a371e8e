package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.maven.settings.Proxy;
import org.junit.jupiter.api.Test;

class SettingsProxiesTest {

  private static Proxy proxy(String protocol, String host) {
    Proxy proxy = new Proxy();
    proxy.setProtocol(protocol);
    proxy.setHost(host);
    proxy.setPort(3128);
    return proxy;
  }

  @Test
  void becomeTheJvmsProperties() {
    Proxy proxy = proxy("https", "proxy.example.com");
    proxy.setUsername("user");
    proxy.setPassword("password");
    proxy.setNonProxyHosts("localhost|*.example.com");
    assertEquals(
        Map.of(
            "https.proxyHost", "proxy.example.com",
            "https.proxyPort", "3128",
            "https.proxyUser", "user",
            "https.proxyPassword", "password",
            "http.nonProxyHosts", "localhost|*.example.com"),
        SettingsProxies.properties(List.of(proxy)));
  }

  @Test
  void withoutALoginSetNone() {
    assertEquals(
        Map.of("http.proxyHost", "proxy.example.com", "http.proxyPort", "3128"),
        SettingsProxies.properties(List.of(proxy("http", "proxy.example.com"))));
  }

  @Test
  void theFirstActiveOneOfAProtocolCounts() {
    Proxy off = proxy("https", "off");
    off.setActive(false);
    Proxy first = proxy("https", "first");
    Proxy plain = proxy("http", "plain");
    List<Proxy> proxies = List.of(off, first, proxy("https", "second"), plain, proxy("socks", "x"));
    assertEquals(List.of(plain, first), SettingsProxies.needed(proxies, name -> null));
  }

  @Test
  void leaveWhatTheUserHasSet() {
    List<Proxy> proxies = List.of(proxy("https", "settings"), proxy("http", "settings"));
    Map<String, String> set = Map.of("https.proxyHost", "by-hand");
    assertEquals(proxies.subList(1, 2), SettingsProxies.needed(proxies, set::get));
  }
}
