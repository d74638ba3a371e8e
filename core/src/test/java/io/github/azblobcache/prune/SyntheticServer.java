package io.github.azblobcache.prune;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link SyntheticStore} behind as much of Azure's REST API as prune speaks: List Blobs in pages
 * of 5,000, Get Blob, Put Blob, Delete Blob and Blob Batch. It forgets what it is told, and counts.
 */
final class SyntheticServer implements AutoCloseable {

  private static final int PAGE = 5_000;
  private static final int THREADS = 32;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final Pattern PART_ID = Pattern.compile("Content-ID: (\\d+)");

  private final SyntheticStore store;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
  private final LongAdder requests = new LongAdder();
  private final LongAdder deletions = new LongAdder();

  SyntheticServer(SyntheticStore store) throws IOException {
    this.store = store;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::serve);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many requests there were. */
  long requests() {
    return requests.sum();
  }

  /** How many blobs were to be deleted, manifests not counted. */
  long deletions() {
    return deletions.sum();
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.increment();
    try (exchange) {
      exchange.getResponseHeaders().set("x-ms-request-id", "1a2b");
      switch (exchange.getRequestMethod()) {
        case "GET" -> get(exchange);
        case "POST" -> batch(exchange);
        case "PUT" -> put(exchange);
        default -> {
          deletions.increment();
          answer(exchange, 202, new byte[0]);
        }
      }
    }
  }

  private static void put(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"written\"");
    exchange.getResponseHeaders().set("Last-Modified", DATE.format(Clock.systemUTC().instant()));
    answer(exchange, 201, new byte[0]);
  }

  private void get(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    if ("list".equals(query.get("comp"))) {
      int from = Integer.parseInt(query.getOrDefault("marker", "0"));
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      answer(exchange, 200, list(query.get("prefix"), from).getBytes(UTF_8));
      return;
    }
    String path = exchange.getRequestURI().getPath();
    BlobKey key = new BlobKey(path.substring(path.indexOf('/', 1) + 1));
    try (BlobContent content = store.open(key, ByteRange.ALL).orElseThrow()) {
      exchange.getResponseHeaders().set("ETag", content.stat().etag());
      exchange
          .getResponseHeaders()
          .set("Last-Modified", DATE.format(content.stat().lastModified()));
      answer(exchange, 200, content.body().readAllBytes());
    }
  }

  private static Map<String, String> query(URI uri) {
    return Optional.ofNullable(uri.getQuery()).stream()
        .flatMap(query -> Arrays.stream(query.split("&")))
        .map(parameter -> parameter.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private String list(String prefix, int from) {
    List<BlobStat> page = store.page(prefix, from, PAGE);
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    xml.append("<EnumerationResults ContainerName=\"layers\"><Blobs>");
    for (BlobStat blob : page) {
      xml.append("<Blob><Name>").append(blob.key()).append("</Name><Properties><Last-Modified>");
      xml.append(DATE.format(blob.lastModified())).append("</Last-Modified><Etag>");
      xml.append(blob.etag().replace("\"", "")).append("</Etag><Content-Length>");
      xml.append(blob.sizeBytes()).append("</Content-Length><BlobType>BlockBlob</BlobType>");
      xml.append("</Properties></Blob>");
    }
    String next = page.size() < PAGE ? "" : Integer.toString(from + PAGE);
    xml.append("</Blobs><NextMarker>").append(next).append("</NextMarker></EnumerationResults>");
    return xml.toString();
  }

  private void batch(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    StringBuilder parts = new StringBuilder();
    try (Stream<String> ids = PART_ID.matcher(body).results().map(match -> match.group(1))) {
      ids.forEach(
          id -> {
            deletions.increment();
            parts.append("--parts\r\nContent-Type: application/http\r\nContent-ID: ").append(id);
            parts.append("\r\n\r\nHTTP/1.1 202 Accepted\r\nx-ms-request-id: 1a2b\r\n\r\n");
          });
    }
    exchange.getResponseHeaders().set("Content-Type", "multipart/mixed; boundary=parts");
    answer(exchange, 202, parts.append("--parts--\r\n").toString().getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
