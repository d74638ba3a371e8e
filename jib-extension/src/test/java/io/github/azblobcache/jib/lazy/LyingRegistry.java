package io.github.azblobcache.jib.lazy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.azblobcache.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry over plain HTTP that keeps what the specification says, except for the lies that it is
 * told to tell: it takes no blob with another digest, and no manifest whose blobs it lacks.
 */
public final class LyingRegistry implements AutoCloseable {

  private static final Pattern PATH = Pattern.compile("/v2/(.+)/(blobs|manifests)/(.+)");
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

  private final HttpServer server;
  private final PlainDoor door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> lostWhenAsked = Optional.empty();
  private volatile boolean saysYesToAll;

  /** Starts it. */
  public LyingRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    door = new PlainDoor(server.getAddress(), threads);
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + door.port();
  }

  /** Methods and paths, in order. */
  public List<String> requests() {
    return requests;
  }

  /** Has a blob until somebody asks whether it has it. */
  public void loseWhenAsked(Digest blob) {
    lostWhenAsked = Optional.of(blob.toString());
  }

  /** Says that it has every blob. */
  public void sayYesToAll() {
    saysYesToAll = true;
  }

  /** What a blob is; empty if it is not there. */
  public Optional<byte[]> blob(Digest digest) {
    return Optional.ofNullable(blobs.get(digest.toString()));
  }

  /** What a tag points to, as text. */
  public String manifest(String repository, String tag) {
    return new String(manifests.get(repository + ":" + tag), StandardCharsets.UTF_8);
  }

  /** Puts a manifest there. */
  public void putManifest(String repository, String tag, String manifest) {
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    manifests.put(repository + ":" + tag, bytes);
    manifests.put(repository + ":" + Digest.of(bytes), bytes);
  }

  /** Puts a blob there; its digest. */
  public Digest putBlob(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    blobs.put(Digest.of(bytes).toString(), bytes);
    return Digest.of(bytes);
  }

  /** Keeps other bytes under a digest. */
  public void replaceBlob(Digest digest, String text) {
    blobs.put(digest.toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.add(method + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      Matcher parts = PATH.matcher(path);
      if (!parts.matches()) {
        send(exchange, 200, new byte[0]);
      } else if (parts.group(2).equals("manifests")) {
        manifest(exchange, parts.group(1), parts.group(3), body);
      } else if (method.equals("GET") || method.equals("HEAD")) {
        blob(exchange, parts.group(3));
      } else {
        upload(exchange, parts.group(3), body);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void manifest(HttpExchange exchange, String repository, String name, byte[] body)
      throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      Matcher digests = DIGEST.matcher(new String(body, StandardCharsets.UTF_8));
      while (digests.find()) {
        if (!blobs.containsKey(digests.group())) {
          send(exchange, 400, error("MANIFEST_BLOB_UNKNOWN"));
          return;
        }
      }
      putManifest(repository, name, new String(body, StandardCharsets.UTF_8));
      send(exchange, 201, new byte[0]);
      return;
    }
    byte[] manifest = manifests.get(repository + ":" + name);
    if (manifest == null) {
      send(exchange, 404, error("MANIFEST_UNKNOWN"));
      return;
    }
    String type = "application/vnd.docker.distribution.manifest.v2+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Docker-Content-Digest", Digest.of(manifest).toString());
    send(exchange, 200, manifest);
  }

  private void blob(HttpExchange exchange, String digest) throws IOException {
    boolean isAsked = exchange.getRequestMethod().equals("HEAD");
    if (isAsked && lostWhenAsked.equals(Optional.of(digest))) {
      blobs.remove(digest);
      lostWhenAsked = Optional.empty();
    }
    byte[] blob = blobs.get(digest);
    if (blob == null && isAsked && saysYesToAll) {
      blob = new byte[0];
    }
    send(exchange, blob == null ? 404 : 200, blob == null ? error("BLOB_UNKNOWN") : blob);
  }

  private void upload(HttpExchange exchange, String name, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String upload = "upload" + count.incrementAndGet();
      uploads.put(upload, new ByteArrayOutputStream());
      sendOn(exchange, 202, exchange.getRequestURI().getPath() + upload);
      return;
    }
    String upload = name.substring(name.lastIndexOf('/') + 1);
    uploads.get(upload).write(body);
    if (exchange.getRequestMethod().equals("PATCH")) {
      sendOn(exchange, 202, exchange.getRequestURI().getPath());
      return;
    }
    byte[] blob = uploads.remove(upload).toByteArray();
    Matcher wanted = DIGEST.matcher(exchange.getRequestURI().getQuery());
    if (!wanted.find() || !Digest.of(blob).toString().equals(wanted.group())) {
      send(exchange, 400, error("DIGEST_INVALID"));
      return;
    }
    blobs.put(wanted.group(), blob);
    send(exchange, 201, new byte[0]);
  }

  private static byte[] error(String code) {
    String text = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"\"}]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void sendOn(HttpExchange exchange, int status, String path) throws IOException {
    exchange.getResponseHeaders().set("Location", "http://" + address() + path);
    send(exchange, status, new byte[0]);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    if (isHead) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
    if (!isHead && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** How often something was asked. */
  public long count(String request) {
    return requests.stream().filter(request::equals).count();
  }

  @Override
  public void close() throws IOException {
    door.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
