package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.testkit.LoginProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyLoginTest {

  private static final String PASSWORD = "canary-of-the-proxy";
  private static final String CHALLENGE = "Proxy-Authenticate: Basic realm=\"proxy\"";

  @TempDir private Path folder;
  private ScriptedServer proxy;

  @BeforeEach
  void startProxy() throws IOException {
    proxy = new ScriptedServer();
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
  }

  /** One request to a store far away, in a process whose JVM has not used HTTP before. */
  static final class Looking {

    public static void main(String[] arguments) throws Exception {
      AzureLocation location =
          new AzureLocation(
              URI.create("https://acct.blob.example.test"),
              "acct",
              "layers",
              new AzureCredential.AccountKey("AAAA"));
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        if (Boolean.getBoolean("listing")) {
          store.list("blobs/").close();
        } else {
          store.stat(new BlobKey("blobs/a"));
        }
      } catch (StoreException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(
          "afterwards: " + System.getProperty("jdk.http.auth.tunneling.disabledSchemes"));
    }
  }

  /** Many requests at once, one after another and through the SDK, first with a wrong password. */
  static final class Exporting {

    public static void main(String[] arguments) throws Exception {
      for (int i = 0; i < 2; i++) {
        askOften();
      }
      System.setProperty("https.proxyPassword", "another wrong one");
      askOften();
      System.setProperty("https.proxyPassword", LoginProxy.PASSWORD);
      askOften();
    }

    private static void askOften() throws Exception {
      AzureLocation location =
          new AzureLocation(
              URI.create("https://acct.blob.example.test"),
              "acct",
              "layers",
              new AzureCredential.AccountKey("AAAA"));
      ExecutorService threads = Executors.newFixedThreadPool(12);
      try (AzureBlobStore store = new AzureBlobStore(location)) {
        List<Callable<Object>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          requests.add(() -> store.stat(new BlobKey("blobs/a")));
        }
        requests.add(() -> store.list("blobs/").toList());
        Set<String> messages = new TreeSet<>();
        for (Future<Object> request : threads.invokeAll(requests)) {
          ExecutionException e = assertThrows(ExecutionException.class, request::get);
          messages.add(String.valueOf(e.getCause().getMessage().contains("asks for a login")));
        }
        System.out.println("asks for a login: " + messages);
      } finally {
        threads.shutdown();
      }
    }
  }

  private String look(String... more) throws Exception {
    return run(Looking.class, more);
  }

  private String run(Class<?> program, String... more) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of("-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + proxy.url().getPort()));
    options.addAll(List.of(more));
    return ChildJvm.await(ChildJvm.start(options, Map.of(), program)).output();
  }

  @Test
  void isToldToTheProxyThatAsks() throws Exception {
    proxy.then(status(407, CHALLENGE), status(403));
    String output = look("-Dhttps.proxyUser=user", "-Dhttps.proxyPassword=" + PASSWORD);
    String login =
        Base64.getEncoder()
            .encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("CONNECT", "CONNECT"), proxy.methods().subList(0, 2), output);
    assertFalse(proxy.requests().get(0).headers().containsKey("proxy-authorization"));
    assertEquals("Basic " + login, proxy.requests().get(1).headers().get("proxy-authorization"));
    assertFalse(output.contains(PASSWORD) || output.contains(login), output);
    assertTrue(output.contains("afterwards: null"), output);
  }

  @Test
  void isToldToTheProxyForHttpThatIsTheWayToHttpsToo() throws Exception {
    proxy.then(status(407, CHALLENGE), status(403));
    String output =
        look(
            "-Dhttp.proxyHost=127.0.0.1",
            "-Dhttp.proxyUser=user",
            "-Dhttp.proxyPassword=" + PASSWORD);
    assertEquals(List.of("CONNECT", "CONNECT"), proxy.methods().subList(0, 2), output);
    assertTrue(proxy.requests().get(1).headers().containsKey("proxy-authorization"), output);
  }

  @Test
  void isNotToldWhereTheUserHasForbiddenIt() throws Exception {
    proxy.then(status(407, CHALLENGE), status(407, CHALLENGE), status(407, CHALLENGE));
    String output =
        look(
            "-Dhttps.proxyUser=user",
            "-Dhttps.proxyPassword=" + PASSWORD,
            "-Djdk.http.auth.tunneling.disabledSchemes=Basic");
    assertTrue(output.contains("asks for a login. Java does not send it"), output);
    proxy
        .requests()
        .forEach(it -> assertFalse(it.headers().containsKey("proxy-authorization"), output));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isSentOnceIfTheProxyRefusesIt(boolean isListing) throws Exception {
    try (LoginProxy other = new LoginProxy()) {
      other.demand("another one");
      String output =
          look(
              "-Dlisting=" + isListing,
              "-Dhttps.proxyPort=" + other.port(),
              "-Dhttps.proxyUser=" + LoginProxy.USER,
              "-Dhttps.proxyPassword=" + PASSWORD);
      assertTrue(output.contains("asks for a login. Check the user and the password in"), output);
      assertFalse(output.contains(PASSWORD), output);
      assertEquals(2, other.connections());
    }
  }

  @Test
  void isSentOnceByAllRequestsTogetherIfTheProxyRefusesIt() throws Exception {
    // It lets through to a host that nobody asks for: with the right password it refuses the host
    try (LoginProxy other = new LoginProxy(Map.of("other.test", new InetSocketAddress(1)))) {
      String output =
          run(
              Exporting.class,
              "-Dhttps.proxyPort=" + other.port(),
              "-Dhttps.proxyUser=" + LoginProxy.USER,
              "-Dhttps.proxyPassword=wrong");
      assertEquals(
          List.of("[true]", "[true]", "[true]", "[false]"),
          output
              .lines()
              .filter(line -> line.startsWith("asks for a login: "))
              .map(line -> line.substring("asks for a login: ".length()))
              .toList(),
          output);
      assertEquals(2, other.refused(), output);
    }
  }

  @Test
  void isSentWhereJavaHasTriedKerberosBefore() throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("krb5.conf"),
            """
            [libdefaults]
            default_realm = EXAMPLE.TEST
            [realms]
            EXAMPLE.TEST = {
              kdc = 127.0.0.1:1
            }
            """);
    ScriptedServer.Step asks =
        status(407, "Proxy-Authenticate: Negotiate", CHALLENGE, "Proxy-Connection: close");
    proxy.then(asks, status(403));
    String output =
        look(
            "-Djava.security.krb5.conf=" + configuration,
            "-Dhttps.proxyUser=user",
            "-Dhttps.proxyPassword=" + PASSWORD);
    assertTrue(proxy.requests().size() >= 2, output);
    assertTrue(proxy.requests().get(1).headers().containsKey("proxy-authorization"), output);
  }

  @Test
  void isMissedIfThereIsNone() throws Exception {
    proxy.then(status(407, CHALLENGE));
    String output = look();
    assertTrue(output.contains("asks for a login. Give its user and password in"), output);
  }
}
