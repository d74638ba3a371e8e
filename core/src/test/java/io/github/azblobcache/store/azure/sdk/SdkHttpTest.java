package io.github.azblobcache.store.azure.sdk;

import static io.github.azblobcache.store.azure.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.azure.ScriptedServer;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.shared.ProxyLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK's requests go the same way as those of the JDK: by the JVM's proxy settings alone. */
class SdkHttpTest {

  private ScriptedServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** One request of the SDK, in a process of its own. */
  static final class Asking {

    public static void main(String[] arguments) {
      ProxyLogin.allow();
      try {
        System.out.println(
            new SdkHttp(AzureOptions.forBuilds())
                .sendSync(new HttpRequest(HttpMethod.GET, arguments[0]), Context.NONE)
                .getStatusCode());
      } catch (RuntimeException e) {
        System.out.println(e);
      }
    }
  }

  private static String ask(List<String> options, Map<String, String> environment, String url)
      throws Exception {
    return ChildJvm.await(ChildJvm.start(options, environment, Asking.class, url)).output();
  }

  @Test
  void theEnvironmentsProxyIsNotUsed() throws Exception {
    server.then(status(204));
    String nobody = "http://127.0.0.1:1";
    String output =
        ask(
            List.of(),
            Map.of("HTTPS_PROXY", nobody, "HTTP_PROXY", nobody),
            server.url().toString());
    assertTrue(output.contains("204"), output);
  }

  @Test
  void theProxyForHttpsIsUsedWithItsLogin() throws Exception {
    server.then(status(407, "Proxy-Authenticate: Basic realm=\"proxy\""), status(403));
    List<String> options =
        List.of(
            "-Dhttps.proxyHost=127.0.0.1",
            "-Dhttps.proxyPort=" + server.url().getPort(),
            "-Dhttps.proxyUser=user",
            "-Dhttps.proxyPassword=password");
    String output = ask(options, Map.of(), "https://login.example.test/token");
    assertEquals(List.of("CONNECT", "CONNECT"), server.methods().subList(0, 2), output);
    assertEquals(
        "Basic "
            + Base64.getEncoder()
                .encodeToString("user:password".getBytes(StandardCharsets.ISO_8859_1)),
        server.requests().get(1).headers().get("proxy-authorization"));
  }
}
