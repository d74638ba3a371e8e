package io.github.azblobcache.store.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.azblobcache.store.AzureCredential;
import io.github.azblobcache.store.AzureLocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Has one blob, and ends each answer after so many bytes, whatever it has announced. */
final class CuttingServer implements AutoCloseable {

  private final byte[] blob;
  private final int mostBytes;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong sentBytes = new AtomicLong();

  CuttingServer(byte[] blob, int mostBytes) throws IOException {
    this.blob = blob;
    this.mostBytes = mostBytes;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  AzureBlobStore store() throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new AzureBlobStore(
        new AzureLocation(url, "acct", "layers", new AzureCredential.AccountKey("AAAA")));
  }

  long sentBytes() {
    return sentBytes.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] range =
        exchange.getRequestHeaders().getFirst("x-ms-range").replace("bytes=", "").split("-");
    int from = Integer.parseInt(range[0]);
    int end = Math.min(blob.length, Integer.parseInt(range[1]) + 1);
    exchange.getResponseHeaders().set("ETag", "\"0x1\"");
    exchange.getResponseHeaders().set("x-ms-request-id", "1a2b");
    exchange.getResponseHeaders().set("Last-Modified", "Sat, 31 Jan 2026 00:00:00 GMT");
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + blob.length);
    exchange.sendResponseHeaders(206, end - from);
    int count = Math.min(mostBytes, end - from);
    exchange.getResponseBody().write(blob, from, count);
    exchange.getResponseBody().flush();
    sentBytes.addAndGet(count);
    // With bytes missing this ends the connection
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
