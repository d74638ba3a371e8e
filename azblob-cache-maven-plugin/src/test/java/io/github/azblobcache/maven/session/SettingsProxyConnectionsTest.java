package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.LoginProxy;
import io.github.azblobcache.testkit.NamedAccount;
import io.github.azblobcache.testkit.RealParts;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections are kept through a proxy whose login only Maven's settings have. */
class SettingsProxyConnectionsTest {

  private static final int MOST_CONNECTIONS = 4;
  private static final String CONTAINER = "layers";

  @TempDir static Path files;
  private static NamedAccount account;

  /** Twenty requests, in a process whose JVM has not used HTTP before. */
  static final class Looking {

    public static void main(String[] arguments) throws Exception {
      List<CacheSettings> caches = List.of(settings(arguments[1]));
      AzureLocation location = (AzureLocation) caches.get(0).from().get(0).location();
      SettingsProxies proxies = SettingsProxies.activate(session(arguments[0]), caches);
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        BlobKey key = new BlobKey("blobs/a");
        Path file = Files.writeString(Path.of(arguments[0]).resolveSibling("a"), "a");
        int requests = store.putIfAbsent(key, file) ? 1 : 0;
        while (requests < 19) {
          requests += store.stat(key).isPresent() ? 1 : 0;
        }
        try (Stream<BlobStat> blobs = store.list("")) {
          requests += (int) blobs.count();
        }
        System.out.println(requests + " answered");
      } finally {
        proxies.close();
      }
      System.out.println("afterwards: " + System.getProperty("http.proxyPassword"));
    }

    private static CacheSettings settings(String description) {
      return CacheSettings.read(
          List.of(SettingSource.userProperties(Map.of("azblob-cache.from", description)::get)),
          new SettingContext(
              name -> null,
              Path.of("."),
              ServerPasswords.NONE,
              warning -> {},
              BuiltInStores.TYPES));
    }

    @SuppressWarnings("deprecation")
    private static MavenSession session(String file) throws Exception {
      Settings settings;
      try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
        settings = new SettingsXpp3Reader().read(reader);
      }
      MavenSession session =
          new MavenSession(
              null,
              new DefaultMavenExecutionRequest(),
              new DefaultMavenExecutionResult(),
              List.of(new MavenProject()));
      settings.getProxies().forEach(session.getSettings()::addProxy);
      return session;
    }
  }

  @BeforeAll
  static void startAccount() throws Exception {
    account =
        RealParts.require(() -> NamedAccount.start("acct", Azurite.shared().accountKey(), files));
  }

  @AfterAll
  static void stopAccount() {
    if (account != null) {
      account.close();
    }
  }

  private void look(String protocol) throws Exception {
    try (LoginProxy proxy = new LoginProxy(Map.of(host(), account.address()))) {
      Path settings = files.resolve(protocol + "-settings.xml");
      Files.writeString(
          settings,
          """
          <settings>
            <proxies>
              <proxy>
                <active>true</active>
                <protocol>%s</protocol>
                <host>127.0.0.1</host>
                <port>%d</port>
                <username>%s</username>
                <password>%s</password>
              </proxy>
            </proxies>
          </settings>
          """
              .formatted(protocol, proxy.port(), LoginProxy.USER, LoginProxy.PASSWORD));
      String description =
          "type=azblob,account_url=%s,container=%s,secret_access_key=%s"
              .formatted(account.url(), CONTAINER + protocol, account.key());
      String output = run(settings.toString(), description);
      assertTrue(output.contains("20 answered"), output);
      assertTrue(output.contains("afterwards: null"), output);
      assertTrue(proxy.connections() > 0);
      assertTrue(proxy.connections() <= MOST_CONNECTIONS, proxy.connections() + " connections");
    }
  }

  private static String host() {
    return account.url().substring("https://".length());
  }

  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The JVM knows no address of the account: the proxy alone is the way
    command.addAll(account.trust());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Looking.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  @Test
  void areKeptThroughTheProxyForHttpThatIsTheWayToTheStoreToo() throws Exception {
    look("http");
  }

  @Test
  void areKeptThroughTheProxyForHttps() throws Exception {
    look("https");
  }
}
