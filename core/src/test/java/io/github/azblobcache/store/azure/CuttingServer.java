package io.github.azblobcache.store.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves blobs as Azure does, and ends answers before what they have announced. */
final class CuttingServer implements AutoCloseable {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  /** What has been sent of an answer when it ends. */
  interface Cut {

    /**
     * @param length of the whole answer
     */
    int bytesOf(BlobKey key, int length);
  }

  private final Function<BlobKey, byte[]> blobs;
  private final Cut cut;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong sentBytes = new AtomicLong();

  CuttingServer(Function<BlobKey, byte[]> blobs, Cut cut) throws IOException {
    this.blobs = blobs;
    this.cut = cut;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/layers/", this::answer);
    server.start();
  }

  AzureBlobStore store() throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new AzureBlobStore(
        new AzureLocation(url, "acct", "layers", new AzureCredential.AccountKey("AAAA")));
  }

  /** Bytes of layers. */
  long sentBytes() {
    return sentBytes.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    BlobKey key = new BlobKey(exchange.getRequestURI().getPath().substring("/layers/".length()));
    byte[] blob = blobs.apply(key);
    Matcher asked = RANGE.matcher(exchange.getRequestHeaders().getFirst("x-ms-range"));
    int from = asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
    long last = asked.group(2).isEmpty() ? blob.length : Long.parseLong(asked.group(2));
    int end = (int) Math.min(blob.length, last + 1);
    exchange.getResponseHeaders().set("ETag", "\"0x1\"");
    exchange.getResponseHeaders().set("x-ms-request-id", "1a2b");
    exchange.getResponseHeaders().set("Last-Modified", "Sat, 31 Jan 2026 00:00:00 GMT");
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + blob.length);
    exchange.sendResponseHeaders(206, end - from);
    int count = cut.bytesOf(key, end - from);
    exchange.getResponseBody().write(blob, from, count);
    exchange.getResponseBody().flush();
    if (key.path().startsWith("blobs/")) {
      sentBytes.addAndGet(count);
    }
    // With bytes missing this ends the connection
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
