package io.github.azblobcache.store.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A storage service on loopback whose every text, in headers, error documents and names, is one
 * that a CI agent or a terminal would act on. It lists blobs, and gives one answer to everything
 * else.
 */
public final class CanaryService implements AutoCloseable {

  private static final String CANARY = "##vso[canary.run]x ::canary::x \u001b[2J \u009b2J";

  private static final String DOCUMENT =
      "<?xml version=\"1.0\"?><Error><Code>##vso[canary.run]x</Code></Error>";

  /** As XML has them, which knows few control characters. */
  private static final List<String> NAMES =
      List.of(
          "manifests/##vso[canary.manifest]x",
          "manifests/::canary-manifest::x",
          "manifests/&#x2028;::canary-line::x&#x202e;",
          "manifests/x&#10;::canary-feed::x",
          "blobs/##vso[canary.blob]x",
          "blobs/ ::canary-blob::x&#x2029;##[canary]x",
          "blobs/x&#x9b;2J&#x85;::canary-next::x",
          "##vso[canary.top]x");

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final int status;

  /**
   * Starts it.
   *
   * @param status of every answer but listings
   */
  public CanaryService(int status) throws IOException {
    this.status = status;
    server.createContext("/", this::answer);
    server.start();
  }

  /** The account's URL. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean isListing = query.contains("comp=list");
    for (String header :
        List.of("Server", "x-ms-version", "x-ms-request-id", "x-ms-error-code", "ETag")) {
      exchange.getResponseHeaders().set(header, CANARY);
    }
    exchange.getResponseHeaders().set("Content-Type", isListing ? "application/xml" : CANARY);
    byte[] body = (isListing ? listing(query) : DOCUMENT).getBytes(UTF_8);
    boolean isToHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(isListing ? 200 : status, isToHead ? -1 : body.length);
    if (!isToHead) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String listing(String query) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    xml.append("<EnumerationResults><Blobs>");
    for (String name : NAMES) {
      boolean isWanted =
          Stream.of(query.split("&"))
              .filter(it -> it.startsWith("prefix="))
              .allMatch(it -> name.startsWith(it.substring("prefix=".length())));
      if (isWanted) {
        xml.append("<Blob><Name>").append(name).append("</Name><Properties><Last-Modified>");
        xml.append("Sat, 31 Jan 2026 00:00:00 GMT</Last-Modified><Etag>##vso[canary.etag]x</Etag>");
        xml.append("<Content-Length>1</Content-Length></Properties></Blob>");
      }
    }
    return xml.append("</Blobs><NextMarker/></EnumerationResults>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
