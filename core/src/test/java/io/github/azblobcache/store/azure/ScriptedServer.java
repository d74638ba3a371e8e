package io.github.azblobcache.store.azure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.azblobcache.store.azure.shared.HttpDate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that answers as a test says, request by request, and can break the
 * rules: it works on the socket. Every connection is for one request.
 */
public final class ScriptedServer implements AutoCloseable {

  /**
   * @param headers by lower-case name
   */
  public record Request(String method, String target, Map<String, String> headers, byte[] body) {}

  /** What is done after a request has been read; then the connection is closed. */
  public interface Step {
    void answer(Socket socket) throws IOException, InterruptedException;

    /** Whether the request's body is read first. */
    default boolean readsBody() {
      return true;
    }
  }

  private final ServerSocket listener;
  private final Queue<Step> script = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Step afterTheScript = status(418);

  public ScriptedServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /** One that listens where, and how, this does. */
  ScriptedServer(ServerSocket listener) {
    this.listener = listener;
    Thread thread = new Thread(this::serve, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  public ScriptedServer then(Step... steps) {
    script.addAll(List.of(steps));
    return this;
  }

  /** What is done with each request after those of the script. */
  public void thenAlways(Step step) {
    afterTheScript = step;
  }

  public List<Request> requests() {
    return requests;
  }

  public List<String> methods() {
    return requests.stream().map(Request::method).toList();
  }

  /** An answer without a body. */
  public static Step status(int status, String... headers) {
    return content(status, "", headers);
  }

  /** A refusal of Azure's. */
  public static Step refusal(int status, String code, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("x-ms-error-code: " + code, "x-ms-request-id: 1a2b"));
    return status(status, all.toArray(String[]::new));
  }

  /** A whole blob. */
  static Step blob(String content) {
    return content(200, content, "ETag: \"0x1\"", "Last-Modified: Sat, 31 Jan 2026 00:00:00 GMT");
  }

  /** A success that is not Azure's, as a captive portal gives it to each request. */
  public static Step portal() {
    String page = "<html>Accept the terms</html>";
    return socket ->
        write(
            socket,
            "HTTP/1.1 200 OK\r\nServer: portal/1.0\r\nContent-Type: text/html\r\nETag: \"0x9\""
                + "\r\nLast-Modified: Sat, 31 Jan 2026 00:00:00 GMT\r\nContent-Length: "
                + page.length()
                + "\r\nDate: Thu, 31 Dec 2099 00:00:00 GMT\r\nConnection: close\r\n\r\n"
                + page);
  }

  public static Step content(int status, String content, String... headers) {
    return socket -> write(socket, head(status, content.length(), headers) + content);
  }

  /** A blob of which the second half never comes; {@code ending} is what comes instead. */
  static Step halfABlob(String firstHalf, Step ending) {
    return socket -> {
      write(
          socket,
          head(
                  200,
                  2 * firstHalf.length(),
                  "ETag: \"0x1\"",
                  "Last-Modified: Sat, 31 Jan 2026 00:00:00 GMT")
              + firstHalf);
      ending.answer(socket);
    };
  }

  /** An answer that ends in its headers; {@code ending} is what comes then. */
  static Step halfAHead(int status, Step ending) {
    return socket -> {
      String server = "Server: Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0\r\n";
      write(socket, "HTTP/1.1 " + status + " Scripted\r\n" + server + "x-ms-re");
      ending.answer(socket);
    };
  }

  /** Given before the request's body is read, which it never is. */
  static Step early(Step step) {
    return new Step() {
      @Override
      public void answer(Socket socket) throws IOException, InterruptedException {
        step.answer(socket);
      }

      @Override
      public boolean readsBody() {
        return false;
      }
    };
  }

  /** The answer is lost: the connection just ends. */
  static Step hangUp() {
    return socket -> {};
  }

  /** The connection is reset. */
  static Step reset() {
    return socket -> {
      // What was sent before has to arrive before
      Thread.sleep(50);
      socket.setSoLinger(true, 0);
    };
  }

  public static Step silence(int millis) {
    return socket -> Thread.sleep(millis);
  }

  private static String head(int status, int length, String... headers) {
    String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    if (status / 100 == 2) {
      extra += "x-ms-request-id: 1a2b\r\n";
    }
    if (!extra.startsWith("Date: ") && !extra.contains("\nDate: ")) {
      extra += "Date: " + HttpDate.format(Instant.now()) + "\r\n";
    }
    return "HTTP/1.1 "
        + status
        + " Scripted\r\n"
        + extra
        + "Content-Length: "
        + length
        + "\r\nConnection: close\r\n\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        Step step = script.isEmpty() ? afterTheScript : script.peek();
        requests.add(read(new BufferedInputStream(socket.getInputStream()), step.readsBody()));
        script.poll();
        step.answer(socket);
      } catch (IOException | InterruptedException e) {
        // The client went away, or the test is over
      }
    }
  }

  private static Request read(InputStream in, boolean readsBody) throws IOException {
    String[] first = line(in).split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    boolean hasBody = readsBody && !first[0].equals("GET") && !first[0].equals("HEAD");
    return new Request(first[0], first[1], headers, hasBody ? in.readNBytes(length) : new byte[0]);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      boolean isTls = b == 0x16;
      if (b < 0 || isTls) {
        throw new IOException("no request");
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).trim();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
