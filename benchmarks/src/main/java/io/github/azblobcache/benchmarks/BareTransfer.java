package io.github.azblobcache.benchmarks;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Moves one blob in ranges, several at once, and does nothing else: no digest, no gzip, no retry.
 * What a cache could at best reach.
 */
final class BareTransfer {

  private static final int THREADS = 8;
  private static final int RANGE_BYTES = 16 * 1024 * 1024;
  private static final int BUFFER_BYTES = 256 * 1024;

  private static final String SERVICE_VERSION = "2021-12-02";

  private final String container;
  private final StorageSharedKeyCredential key;

  /** Prepares to move one blob, in a new container. */
  BareTransfer(Azurite azurite) throws IOException {
    this.container = azurite.accountUrl() + "/" + azurite.newContainerName();
    this.key = new StorageSharedKeyCredential(azurite.accountName(), azurite.accountKey());
    finish(send("PUT", container + "?restype=container", "", new byte[0]), 201);
  }

  /** One range of the blob. */
  @FunctionalInterface
  private interface Part {

    void move(int number, long offset, int length) throws IOException;
  }

  /** Sends a file in blocks, and makes them the blob. */
  Duration upload(Path file) throws IOException {
    long size = Files.size(file);
    long start = System.nanoTime();
    try (FileChannel channel = FileChannel.open(file)) {
      int parts = inParallel(size, (number, at, length) -> sendBlock(channel, number, at, length));
      commit(parts);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Reads the blob into a file. */
  Duration download(Path file, long size) throws IOException {
    long start = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      inParallel(size, (number, at, length) -> readRange(channel, at, length));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static int inParallel(long size, Part part) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Object>> parts = new ArrayList<>();
      for (long at = 0; at < size; at += RANGE_BYTES) {
        int number = parts.size();
        long offset = at;
        int length = (int) Math.min(RANGE_BYTES, size - at);
        parts.add(
            threads.submit(
                () -> {
                  part.move(number, offset, length);
                  return null;
                }));
      }
      for (Future<Object> future : parts) {
        future.get();
      }
      return parts.size();
    } catch (ExecutionException e) {
      throw new IOException("The bare transfer failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void sendBlock(FileChannel file, int number, long at, int length) throws IOException {
    HttpURLConnection request =
        open("PUT", blob("?comp=block&blockid=" + blockId(number)), "", length);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (OutputStream out = request.getOutputStream()) {
      for (long position = at; position < at + length; ) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, at + length - position));
        int n = file.read(buffer, position);
        out.write(buffer.array(), 0, n);
        position += n;
      }
    }
    finish(request, 201);
  }

  private void commit(int blocks) throws IOException {
    StringBuilder list = new StringBuilder("<?xml version=\"1.0\"?><BlockList>");
    for (int i = 0; i < blocks; i++) {
      list.append("<Latest>").append(blockId(i)).append("</Latest>");
    }
    byte[] body = list.append("</BlockList>").toString().getBytes(StandardCharsets.US_ASCII);
    finish(send("PUT", blob("?comp=blocklist"), "", body), 201);
  }

  private void readRange(FileChannel file, long at, int length) throws IOException {
    HttpURLConnection request = open("GET", blob(""), "bytes=" + at + "-" + (at + length - 1), 0);
    byte[] buffer = new byte[BUFFER_BYTES];
    long position = at;
    try (InputStream in = request.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          position += file.write(bytes, position);
        }
      }
    }
    if (position != at + length) {
      throw new IOException("Expected " + length + " bytes, got " + (position - at));
    }
  }

  // Letters and digits only, so that it needs no escape in a URL.
  private static String blockId(int number) {
    return Base64.getEncoder()
        .encodeToString("%06d".formatted(number).getBytes(StandardCharsets.US_ASCII));
  }

  private String blob(String query) {
    return container + "/bare" + query;
  }

  private HttpURLConnection send(String method, String url, String range, byte[] body)
      throws IOException {
    HttpURLConnection request = open(method, url, range, body.length);
    try (OutputStream out = request.getOutputStream()) {
      out.write(body);
    }
    return request;
  }

  private HttpURLConnection open(String method, String url, String range, int bodyBytes)
      throws IOException {
    HttpURLConnection request = (HttpURLConnection) URI.create(url).toURL().openConnection();
    request.setRequestMethod(method);
    HttpHeaders signed =
        new HttpHeaders()
            .set(HttpHeaderName.fromString("x-ms-version"), SERVICE_VERSION)
            .set(
                HttpHeaderName.fromString("x-ms-date"),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
            .set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(bodyBytes));
    if (method.equals("PUT")) {
      request.setDoOutput(true);
      request.setFixedLengthStreamingMode(bodyBytes);
      // Else the JDK adds one of its own, which would have to be signed.
      signed.set(HttpHeaderName.CONTENT_TYPE, "application/octet-stream");
    }
    if (!range.isEmpty()) {
      signed.set(HttpHeaderName.RANGE, range);
    }
    String authorization = key.generateAuthorizationHeader(request.getURL(), method, signed, false);
    signed.stream().forEach(it -> request.setRequestProperty(it.getName(), it.getValue()));
    request.setRequestProperty("Authorization", authorization);
    return request;
  }

  private static void finish(HttpURLConnection request, int expected) throws IOException {
    if (request.getResponseCode() != expected) {
      throw new IOException("Expected " + expected + ", got " + request.getResponseCode());
    }
    request.getInputStream().close();
  }
}
