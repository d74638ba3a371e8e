package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.ErrorResponse;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.rest.http.RequestBody.UnreadableFileException;
import io.github.azblobcache.store.azure.shared.HttpDate;
import io.github.azblobcache.store.azure.shared.LingeringSockets;
import io.github.azblobcache.store.azure.shared.ProxyLogin;
import io.github.azblobcache.store.azure.shared.ServiceVersion;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request with the JDK's own HTTP, once.
 *
 * <p>{@link HttpURLConnection}, not {@code java.net.http}: it is there, and warm, in a tenth of a
 * second on a cold JVM, a third of what the newer client needs. It follows no redirect here, keeps
 * connections for the next request, and honours the JVM's proxy settings.
 */
public final class HttpTransport implements AutoCloseable {

  private final BlobAddress address;
  private final Authorizer authorizer;
  private final AzureOptions options;
  private final SendTimeout sendTimeout;
  private final AzureErrors errors;
  private final StoreClock clock;
  private final Set<HttpURLConnection> unanswered = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  public HttpTransport(
      BlobAddress address,
      Authorizer authorizer,
      AzureOptions options,
      AzureErrors errors,
      StoreClock clock) {
    this.address = address;
    this.authorizer = authorizer;
    this.options = options;
    this.sendTimeout = new SendTimeout(options.readTimeout());
    this.errors = errors;
    this.clock = clock;
    ProxyLogin.allow();
  }

  /**
   * Sends a request and waits for the answer. Answers that say what there is are returned: success,
   * 404 for the blob, 409, 412 and 416, and 500 to a batch. A success that is not Azure's is none:
   * a proxy's page or a captive portal's would count as what was never done. The caller closes the
   * body of a success. Other bodies have been read.
   *
   * @throws UnreadableFileException if the body can't be read
   * @throws StoreException if there is no answer, or another one
   */
  public HttpAnswer send(String operation, BlobRequest request)
      throws StoreException, UnreadableFileException {
    @Nullable HttpURLConnection connection = null;
    try {
      connection = prepare(request);
      unanswered.add(connection);
      boolean isRefusedUnread =
          request.body().isPresent() && !isTaken(connection, request.body().get());
      HttpAnswer answer = HttpAnswer.await(connection);
      if (isRefusedUnread && !answer.hasHeaders()) {
        throw errors.refusedUnread(operation, answer.refusal());
      }
      answer.requireAllHeaders();
      Optional<String> date = answer.header("Date");
      if (date.isPresent() && answer.isFromAzure()) {
        clock.observe(date.get());
      }
      return checked(operation, request, answer);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      if (connection != null) {
        connection.disconnect();
      }
      if (e instanceof UnreadableFileException unreadable) {
        throw unreadable;
      }
      throw isClosed ? closed(operation, e) : errors.unreachable(operation, e);
    } catch (RuntimeException e) {
      // Where it is disconnected just before it waits, the JDK's connection trips over its own null
      if (isClosed) {
        throw closed(operation, e);
      }
      throw e;
    } finally {
      if (connection != null) {
        unanswered.remove(connection);
      }
      ProxyLogin.ended();
    }
  }

  private static StoreException closed(String operation, Exception cause) {
    return new StoreException(operation + " failed: the store was closed.", cause, false);
  }

  /**
   * Ends the waiting for answers, which fails then. A JVM that exits waits 300 ms for a thread that
   * reads from a socket.
   *
   * @see <a
   *     href="https://github.com/openjdk/jdk17u/blob/jdk-17.0.15-ga/src/hotspot/share/runtime/vmOperations.cpp">HotSpot,
   *     VM_Exit::wait_for_threads_in_native_to_block</a>
   */
  @Override
  public void close() {
    isClosed = true;
    unanswered.forEach(HttpURLConnection::disconnect);
  }

  private HttpAnswer checked(String operation, BlobRequest request, HttpAnswer answer)
      throws IOException {
    if (answer.isSuccess() && !answer.isFromAzure()) {
      answer.disconnect();
      throw errors.notAzures(operation, answer.origin());
    }
    if (!answer.isSuccess()) {
      answer.drain();
      ErrorResponse refusal = answer.refusal();
      boolean tells =
          refusal.isBlobMissing()
              || refusal.isConditionNotMet()
              || refusal.isContainerThere()
              || refusal.status() == 416
              || (refusal.status() == 500 && request.isBatch());
      if (!tells) {
        throw errors.answered(operation, refusal);
      }
    } else if (!request.isAnsweredByBody()) {
      answer.drain();
    }
    return answer;
  }

  private HttpURLConnection prepare(BlobRequest request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url(request).openConnection();
    connection.setRequestMethod(request.method());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    ProxyLogin.on(connection);
    LingeringSockets.on(connection);
    connection.setConnectTimeout((int) options.connectTimeout().toMillis());
    connection.setReadTimeout((int) options.answerTimeout(request.bodyBytes()).toMillis());
    for (Map.Entry<String, String> header : headers(request).entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    return connection;
  }

  private URL url(BlobRequest request) throws IOException {
    URI url = address.url(request);
    Optional<String> sas = authorizer.query();
    return new URL(sas.isPresent() ? url + separator(url) + sas.get() : url.toString());
  }

  private static String separator(URI url) {
    return url.getRawQuery() == null ? "?" : "&";
  }

  private Map<String, String> headers(BlobRequest request) throws StoreException {
    Map<String, String> more = new TreeMap<>();
    more.put("x-ms-version", ServiceVersion.USED);
    if (request.method().equals("DELETE")) {
      // The JDK's HTTP adds one of its own to what is streamed, which would not be signed
      // (docs/behaviour.md, "content types of its own")
      more.put("content-type", "application/octet-stream");
    }
    Map<String, String> headers = authorized(request, more);
    headers.put("user-agent", "azblob-cache");
    headers.put("accept", "*/*");
    return headers;
  }

  private Map<String, String> authorized(BlobRequest request, Map<String, String> more)
      throws StoreException {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.putAll(more);
    headers.put("x-ms-date", HttpDate.format(clock.local().instant()));
    String resource = address.canonicalizedResource(request);
    Optional<String> authorization =
        authorizer.authorization(request.method(), resource, headers, request.bodyBytes());
    if (authorization.isPresent()) {
      headers.put("authorization", authorization.get());
    }
    return headers;
  }

  /**
   * A request without a body as a part of a batch: its first line, and its headers with who asks.
   * The version is that of the batch.
   */
  public String asPart(BlobRequest request) throws StoreException {
    StringBuilder part = new StringBuilder();
    part.append(request.method()).append(' ');
    part.append(address.url(request).getRawPath());
    authorizer.query().ifPresent(sas -> part.append('?').append(sas));
    part.append(" HTTP/1.1\r\n");
    authorized(request, Map.of("content-length", "0"))
        .forEach((name, value) -> part.append(name).append(": ").append(value).append("\r\n"));
    return part.toString();
  }

  /** Sends the body; false if the service does not want it. */
  private boolean isTaken(HttpURLConnection connection, RequestBody body) throws IOException {
    connection.setDoOutput(true);
    // Without it the JDK would hold the whole body in memory, and repeat requests by itself
    // (docs/behaviour.md, "requests sent twice")
    connection.setFixedLengthStreamingMode(body.lengthBytes());
    OutputStream sink;
    try {
      sink = connection.getOutputStream();
    } catch (ProtocolException e) {
      // The answer to a request that asks first
      return false;
    }
    ProxyLogin.passed();
    try (OutputStream watched = sendTimeout.on(connection, sink, body.lengthBytes())) {
      body.writeTo(watched);
    }
    return true;
  }
}
