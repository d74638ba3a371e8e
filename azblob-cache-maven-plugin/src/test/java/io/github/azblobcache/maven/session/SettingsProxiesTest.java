package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.types.BuiltInStores;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
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
        SettingsProxies.properties(List.of(proxy), name -> null));
  }

  @Test
  void withoutALoginSetNone() {
    assertEquals(
        Map.of("http.proxyHost", "proxy.example.com", "http.proxyPort", "3128"),
        SettingsProxies.properties(List.of(proxy("http", "proxy.example.com")), name -> null));
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

  @Test
  void theHostsThatTheUserExcludesStayExcluded() {
    Proxy proxy = proxy("https", "proxy.example.com");
    proxy.setNonProxyHosts("settings");
    assertEquals(
        Map.of(
            "https.proxyHost", "proxy.example.com",
            "https.proxyPort", "3128",
            "http.nonProxyHosts", "user|settings"),
        SettingsProxies.properties(List.of(proxy), Map.of("http.nonProxyHosts", "user")::get));
  }

  @Test
  void oneWithoutExcludedHostsLeavesThoseOfTheOther() {
    Proxy plain = proxy("http", "plain");
    plain.setNonProxyHosts("registry.example.com");
    assertEquals(
        "registry.example.com",
        SettingsProxies.properties(List.of(plain, proxy("https", "tls")), name -> null)
            .get("http.nonProxyHosts"));
  }

  @Test
  void theHostsThatWereExcludedBeforeAreAgain() {
    Proxy proxy = proxy("http", "proxy.example.com");
    proxy.setNonProxyHosts("settings");
    String before = System.getProperty("http.nonProxyHosts");
    System.setProperty("http.nonProxyHosts", "*.local");
    try {
      SettingsProxies activated = SettingsProxies.activate(session(proxy), List.of());
      assertEquals("*.local|settings", System.getProperty("http.nonProxyHosts"));
      activated.close();
      assertEquals("*.local", System.getProperty("http.nonProxyHosts"));
    } finally {
      if (before == null) {
        System.clearProperty("http.nonProxyHosts");
      } else {
        System.setProperty("http.nonProxyHosts", before);
      }
    }
  }

  @Test
  void areTakenBack() {
    ProxySelector usual = ProxySelector.getDefault();
    List<CacheSettings> stores = List.of(settings("https://acct.blob.core.windows.net"));
    Proxy proxy = proxy("http", "proxy.example.com");
    proxy.setUsername("user");
    proxy.setPassword("password");
    MavenSession session = session(proxy);
    SettingsProxies first = SettingsProxies.activate(session, stores);
    ProxySelector selector = ProxySelector.getDefault();
    SettingsProxies second = SettingsProxies.activate(session, stores);
    assertSame(selector, ProxySelector.getDefault());
    first.close();
    assertEquals("proxy.example.com", System.getProperty("http.proxyHost"));
    assertEquals("password", System.getProperty("http.proxyPassword"));
    second.close();
    second.close();
    assertNull(System.getProperty("http.proxyHost"));
    assertNull(System.getProperty("http.proxyPort"));
    assertNull(System.getProperty("http.proxyUser"));
    assertNull(System.getProperty("http.proxyPassword"));
    assertSame(usual, ProxySelector.getDefault());
  }

  @Test
  void theOneForHttpIsForTheStoresTooAndForNobodyElse() {
    Proxy proxy = proxy("http", "proxy.example.com");
    proxy.setNonProxyHosts("private.blob.core.windows.net");
    SettingsProxies activated =
        SettingsProxies.activate(
            session(proxy),
            List.of(
                settings("https://acct.blob.core.windows.net"),
                settings("https://private.blob.core.windows.net")));
    try {
      assertEquals("proxy.example.com", way("https://acct.blob.core.windows.net/c/blobs/a?x=1"));
      assertEquals("proxy.example.com", way("https://login.microsoftonline.com/"));
      assertEquals("direct", way("https://private.blob.core.windows.net/c"));
      assertEquals("direct", way("https://registry.example.com/v2/"));
    } finally {
      activated.close();
    }
  }

  @Test
  void theOneForHttpsCountsIfThereIsOne() {
    SettingsProxies activated =
        SettingsProxies.activate(
            session(proxy("http", "plain.example.com"), proxy("https", "tls.example.com")),
            List.of(settings("https://acct.blob.core.windows.net")));
    try {
      assertEquals("tls.example.com", way("https://acct.blob.core.windows.net/c"));
    } finally {
      activated.close();
    }
  }

  @Test
  void theLoginIsWhereTheEnvironmentSays() {
    List<CacheSettings> stores = List.of(settings("https://acct.blob.core.usgovcloudapi.net"));
    Map<String, String> environment =
        Map.of("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us/");
    assertEquals(
        Set.of("acct.blob.core.usgovcloudapi.net", "login.microsoftonline.us"),
        SettingsProxies.hosts(stores, environment::get));
    assertEquals(Set.of(), SettingsProxies.hosts(List.of(CacheSettings.NOTHING), environment::get));
    assertEquals(
        Set.of("acct.blob.core.usgovcloudapi.net", "login.microsoftonline.com"),
        SettingsProxies.hosts(stores, name -> "${env." + name + "}"));
  }

  @Test
  void leaveNothingBehindIfTheyCannotBeSet() {
    Proxy proxy = proxy("http", "plain.example.com");
    proxy.setUsername("user");
    proxy.setPassword("password");
    assertThrows(
        NullPointerException.class,
        () -> SettingsProxies.activate(session(proxy), Collections.singletonList(null)));
    assertNull(System.getProperty("http.proxyPassword"));
    assertNull(System.getProperty("http.proxyHost"));
  }

  @Test
  void leaveNothingBehindAfterAnError() {
    Proxy proxy = proxy("http", "plain.example.com");
    proxy.setUsername("user");
    proxy.setPassword("password");
    List<CacheSettings> failing =
        new AbstractList<>() {
          @Override
          public CacheSettings get(int index) {
            throw new OutOfMemoryError();
          }

          @Override
          public int size() {
            return 1;
          }
        };
    assertThrows(OutOfMemoryError.class, () -> SettingsProxies.activate(session(proxy), failing));
    assertNull(System.getProperty("http.proxyPassword"));
    assertNull(System.getProperty("http.proxyHost"));
  }

  @Test
  void thePasswordIsTakenBackIfAnotherPropertyCanNotBe() {
    Proxy proxy = proxy("http", "plain.example.com");
    proxy.setUsername("user");
    proxy.setPassword("password");
    Properties before = System.getProperties();
    try {
      System.setProperties(new Keeping(before, "http.proxyUser"));
      SettingsProxies activated = SettingsProxies.activate(session(proxy), List.of());
      assertThrows(IllegalStateException.class, activated::close);
      assertNull(System.getProperty("http.proxyPassword"));
      assertNull(System.getProperty("http.proxyHost"));
    } finally {
      System.setProperties(before);
    }
  }

  /** Refuses to lose one property. */
  private static final class Keeping extends Properties {

    private static final long serialVersionUID = 1;

    private final String kept;

    Keeping(Properties properties, String kept) {
      putAll(properties);
      this.kept = kept;
    }

    @Override
    public synchronized Object remove(Object key) {
      if (key.equals(kept)) {
        throw new SecurityException("not removable: " + key);
      }
      return super.remove(key);
    }
  }

  private static String way(String url) {
    SocketAddress address = ProxySelector.getDefault().select(URI.create(url)).get(0).address();
    return address == null ? "direct" : ((InetSocketAddress) address).getHostString();
  }

  private static CacheSettings settings(String accountUrl) {
    return CacheSettings.read(
        List.of(
            SettingSource.userProperties(
                Map.of("azblob-cache.from", "type=azblob,account_url=" + accountUrl)::get)),
        new SettingContext(
            name -> null, Path.of("."), ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));
  }

  @SuppressWarnings("deprecation")
  private static MavenSession session(Proxy... proxies) {
    Settings settings = new Settings();
    settings.setProxies(List.of(proxies));
    return new MavenSession(
        null,
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult(),
        List.of(new MavenProject())) {
      @Override
      public Settings getSettings() {
        return settings;
      }
    };
  }
}
