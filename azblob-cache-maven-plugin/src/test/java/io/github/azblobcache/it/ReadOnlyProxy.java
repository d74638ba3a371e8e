package io.github.azblobcache.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before Azurite, whose account key permits everything, and refuses what a role that may
 * only read is refused.
 */
public final class ReadOnlyProxy implements AutoCloseable {

  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  private final URI server;
  private final HttpServer listener;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();

  private ReadOnlyProxy(URI server) throws IOException {
    this.server = server;
    this.listener =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.setExecutor(executor);
    listener.createContext("/", this::serve);
    listener.start();
  }

  /** Begins to listen. */
  public static ReadOnlyProxy before(URI server) throws IOException {
    return new ReadOnlyProxy(server);
  }

  /** The server's address through this proxy. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!exchange.getRequestMethod().equals("GET")
          && !exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("x-ms-error-code", "AuthorizationPermissionMismatch");
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      HttpResponse<byte[]> answer = pass(exchange, body);
      answer.headers().map().entrySet().stream()
          .filter(header -> isPassedOn(header.getKey()))
          .forEach(it -> exchange.getResponseHeaders().put(it.getKey(), it.getValue()));
      if (exchange.getRequestMethod().equals("HEAD")) {
        // How long the blob is; the server leaves it out by itself
        answer
            .headers()
            .firstValue("Content-Length")
            .ifPresent(it -> exchange.getResponseHeaders().set("Content-Length", it));
      }
      byte[] content = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isPassedOn(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    listener.stop(0);
    executor.shutdownNow();
  }
}
