package io.github.azblobcache.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Gives everybody a token of Entra ID's form, which nobody has signed and Azurite believes. Before
 * a client logs in, it asks which hosts the service has.
 */
final class LoginService implements AutoCloseable {

  private static final long SECONDS_VALID = 3_600;

  private final HttpsServer server;

  private LoginService(HttpsServer server) {
    this.server = server;
  }

  static LoginService start(InetSocketAddress address, ServerCertificate certificate)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext("/common/discovery/instance", LoginService::hosts);
    server.createContext("/", LoginService::login);
    // A client that is slow to shake hands must not keep the others waiting.
    server.setExecutor(
        task -> {
          Thread thread = new Thread(task, "login-service");
          thread.setDaemon(true);
          thread.start();
        });
    server.start();
    return new LoginService(server);
  }

  /** A token for Azure Storage. */
  static String token() {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"aud": "https://storage.azure.com", "iss": "https://sts.windows.net/tenant/", "oid": "o",
         "tid": "tenant", "iat": %d, "nbf": %d, "exp": %d}\
        """
            .formatted(now - SECONDS_VALID, now - SECONDS_VALID, now + SECONDS_VALID);
    return encoded("{\"alg\": \"RS256\", \"typ\": \"JWT\"}")
        + "."
        + encoded(claims)
        + "."
        + encoded("nobody's signature");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void hosts(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        """
        {"tenant_discovery_endpoint": "https://%1$s/tenant/v2.0/.well-known/openid-configuration",
         "api-version": "1.1", "metadata": [
          {"preferred_network": "%1$s", "preferred_cache": "%1$s", "aliases": ["%1$s"]}]}\
        """
            .formatted(exchange.getRequestHeaders().getFirst("Host")));
  }

  private static void login(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}"
            .formatted(SECONDS_VALID, token()));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
