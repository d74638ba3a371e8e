package io.github.azblobcache.store.azure.sdk;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.shared.LingeringSockets;
import io.github.azblobcache.store.azure.shared.ProxyLogin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * The HTTP client that the SDK is given: the JDK's own, as {@link HttpTransport} uses it, so that
 * both take the same way through a proxy. One found by ServiceLoader would be some other part's.
 *
 * <p>It is not {@code java.net.http}, because that one drops the header {@code Authorization},
 * which has the account key's signature, where there is a login for a proxy (docs/behaviour.md,
 * "signed requests behind proxies"). It also reads only once, when the first part of the JVM uses
 * it, which logins may be sent to a proxy: Maven 4 may have used it already.
 */
public final class SdkHttp implements HttpClient {

  private final AzureOptions options;
  private final UnaryOperator<URL> address;

  public SdkHttp(AzureOptions options) {
    this(options, UnaryOperator.identity());
  }

  /**
   * @param address where a request is sent
   */
  SdkHttp(AzureOptions options, UnaryOperator<URL> address) {
    this.options = options;
    this.address = address;
    ProxyLogin.allow();
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> answer(request));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    try {
      return answer(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse answer(HttpRequest request) throws IOException {
    HttpURLConnection connection = prepare(request);
    try {
      BinaryData body = request.getBodyAsBinaryData();
      if (body != null) {
        // Not streamed: the JDK gives no answer 401 to a streamed body
        connection.setDoOutput(true);
        try (OutputStream sink = connection.getOutputStream()) {
          sink.write(body.toBytes());
        }
      }
      return SdkHttpAnswer.await(request, connection);
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    } finally {
      ProxyLogin.ended();
    }
  }

  private HttpURLConnection prepare(HttpRequest request) throws IOException {
    URL url = address.apply(request.getUrl());
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod(request.getHttpMethod().toString());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    ProxyLogin.on(connection);
    LingeringSockets.on(connection);
    connection.setConnectTimeout((int) options.connectTimeout().toMillis());
    connection.setReadTimeout((int) options.readTimeout().toMillis());
    for (HttpHeader header : request.getHeaders()) {
      // The JDK counts bodies itself, and leaves out a Content-Length of ours
      // (docs/behaviour.md, "lengths of its own")
      connection.setRequestProperty(header.getName(), header.getValue());
    }
    return connection;
  }
}
