package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottlingProxyTest {

  private static final byte[] BODY = RandomBytes.of(1, 200_000);

  private HttpServer server;
  private URI url;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/blob?a=b%20c");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void passesBytesUnchangedAndCountsThem() throws IOException {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, Link.unlimited())) {
      assertEquals("/blob?a=b%20c", proxy.through(url).toString().replaceFirst("^.*:\\d+", ""));
      assertArrayEquals(BODY, get(proxy));
      assertTrue(proxy.bytesDown() > BODY.length, "down " + proxy.bytesDown());
      assertTrue(proxy.bytesUp() > 50, "up " + proxy.bytesUp());
      assertEquals(1, proxy.connections());
    }
  }

  @Test
  void sharesTheBandwidthBetweenConnections() throws Exception {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, new Link(1_000_000, Duration.ZERO))) {
      long start = System.nanoTime();
      var first = CompletableFuture.supplyAsync(() -> getUnchecked(proxy));
      var second = CompletableFuture.supplyAsync(() -> getUnchecked(proxy));
      assertArrayEquals(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS));
      assertTrue(millisSince(start) >= 390, millisSince(start) + " ms");
    }
  }

  @Test
  void addsARoundTripToTheConnectionAndToEachFurtherRequest() throws IOException {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, new Link(0, Duration.ofMillis(150)))) {
      long start = System.nanoTime();
      get(proxy);
      get(proxy);
      assertTrue(millisSince(start) >= 300, millisSince(start) + " ms");
    }
  }

  @Test
  void stallsAfterSoManyBytesAndGoesOn() throws Exception {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, Link.unlimited())) {
      proxy.stallAfter(100_000);
      assertThrows(SocketTimeoutException.class, () -> get(proxy));
      assertEquals(100_000, proxy.bytesUp() + proxy.bytesDown());

      proxy.pass();
      assertArrayEquals(BODY, get(proxy));
    }
  }

  @Test
  void neverAnswers() {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, Link.unlimited())) {
      proxy.neverAnswer();
      assertThrows(SocketTimeoutException.class, () -> get(proxy));
      assertEquals(1, proxy.connections());
      assertEquals(0, proxy.bytesUp() + proxy.bytesDown());
    }
  }

  @Test
  void resetsAfterSoManyBytes() {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, Link.unlimited())) {
      proxy.cutAfter(100_000);
      assertThrows(SocketException.class, () -> get(proxy));
      assertEquals(100_000, proxy.bytesUp() + proxy.bytesDown());
    }
  }

  @Test
  void refusesAndListensAgainOnTheSamePort() throws IOException {
    try (ThrottlingProxy proxy = ThrottlingProxy.before(url, Link.unlimited())) {
      proxy.refuse();
      assertThrows(ConnectException.class, () -> get(proxy));
      proxy.pass();
      assertArrayEquals(BODY, get(proxy));
    }
  }

  private byte[] getUnchecked(ThrottlingProxy proxy) {
    try {
      return get(proxy);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] get(ThrottlingProxy proxy) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) proxy.through(url).toURL().openConnection();
    connection.setReadTimeout(1_000);
    try (var body = connection.getInputStream()) {
      return body.readAllBytes();
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
