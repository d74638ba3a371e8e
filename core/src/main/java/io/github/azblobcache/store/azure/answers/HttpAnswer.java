package io.github.azblobcache.store.azure.answers;

import io.github.azblobcache.store.azure.shared.ProxyLogin;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What came back, up to the body. */
public final class HttpAnswer {

  // Error texts are shorter; what is not read costs the connection, no more
  private static final int DRAINED_BYTES = 64 * 1024;

  /** Headers that can say who has answered. */
  private static final List<String> ORIGIN = List.of("Server", "Via", "Content-Type");

  private final HttpURLConnection connection;
  private final int status;

  private HttpAnswer(HttpURLConnection connection, int status) {
    this.connection = connection;
    this.status = status;
  }

  /** Waits for the answer. */
  public static HttpAnswer await(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    if (status != HttpURLConnection.HTTP_PROXY_AUTH) {
      ProxyLogin.passed();
    }
    return new HttpAnswer(connection, status);
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Whether Azure, or an emulator, has given it: each of their answers has one of these. */
  public boolean isFromAzure() {
    return isAzures(this::header);
  }

  /** The same of any answer. */
  public static boolean isAzures(Function<String, Optional<String>> headers) {
    return headers.apply("x-ms-request-id").isPresent()
        || headers.apply("x-ms-version").isPresent();
  }

  /**
   * Fails if the headers broke off, because then a 404, for instance, may be about anything. The
   * JDK takes whatever ends a connection there for the end of the headers (docs/behaviour.md,
   * "headers that break off").
   */
  public void requireAllHeaders() throws IOException {
    if (!isCutOff(status, this::header)) {
      return;
    }
    try {
      connection.getInputStream().close();
    } catch (SocketException | SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // What the JDK throws for an error status
    }
    throw cutOff();
  }

  /**
   * Whether the headers of any answer broke off. Azure says what it has to say before it dates an
   * answer, and HTTP wants a date of everybody who has a clock. Some proxies have none, but what
   * they refuse is clear from the status, and they have no code of Azure's.
   */
  public static boolean isCutOff(int status, Function<String, Optional<String>> headers) {
    boolean hasCode = headers.apply("x-ms-error-code").isPresent();
    boolean isComplete =
        switch (status / 100) {
          case 2 -> isAzures(headers);
          case 4 -> (status == 401 || status == 403 || status == 407) && !hasCode;
          default -> false;
        };
    return !isComplete && headers.apply("Date").isEmpty();
  }

  public static IOException cutOff() {
    return new IOException("the answer broke off in its headers");
  }

  /** Whether it has any, which a Java before 25 can lose with an early answer. */
  public boolean hasHeaders() {
    return !connection.getHeaderFields().isEmpty();
  }

  /** For instance {@code 200, Server: squid, Content-Type: text/html}. */
  public String origin() {
    return origin(status, this::header);
  }

  /** The same of any answer. */
  public static String origin(int status, Function<String, Optional<String>> headers) {
    StringBuilder text = new StringBuilder().append(status);
    for (String name : ORIGIN) {
      headers
          .apply(name)
          .ifPresent(value -> text.append(", ").append(name).append(": ").append(value));
    }
    return text.toString();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(connection.getHeaderField(name));
  }

  /** Whether it is about a blob in the archive tier, which is there and can't be read. */
  public boolean isOfArchivedBlob() {
    return "Archive".equals(connection.getHeaderField("x-ms-access-tier"));
  }

  /** The blob's metadata, as headers by lower-case name. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    for (String name : connection.getHeaderFields().keySet()) {
      // The first line of the answer has no name
      if (name != null && name.toLowerCase(Locale.ROOT).startsWith("x-ms-meta-")) {
        metadata.put(name.toLowerCase(Locale.ROOT), connection.getHeaderField(name));
      }
    }
    return metadata;
  }

  /**
   * A header without which the answer makes no sense.
   *
   * @throws IOException if it is not there
   */
  public String requiredHeader(String name) throws IOException {
    Optional<String> header = header(name);
    if (header.isEmpty()) {
      throw new IOException("the answer has no header '" + name + "'");
    }
    return header.get();
  }

  public ErrorResponse refusal() {
    return new ErrorResponse(
        Operation.of(connection.getRequestMethod()),
        status,
        header("x-ms-error-code").orElse(""),
        header("x-ms-request-id").orElse(""),
        ErrorResponse.retryAfter(header("Retry-After")));
  }

  public InputStream body() throws IOException {
    return connection.getInputStream();
  }

  /** Reads the body to its end, so that the connection can be used again. */
  public void drain() throws IOException {
    try (InputStream body = isSuccess() ? body() : connection.getErrorStream()) {
      if (body != null) {
        body.readNBytes(DRAINED_BYTES);
      }
    }
  }

  /** Gives up the connection, even if more is to come. */
  public void disconnect() {
    connection.disconnect();
  }
}
