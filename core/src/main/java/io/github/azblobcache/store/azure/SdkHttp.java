package io.github.azblobcache.store.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/**
 * The HTTP client that the SDK is given: one found by ServiceLoader would be some other part's.
 *
 * <p>The JDK's client counts bodies itself and takes no {@code Content-Length}; the SDK's adapter
 * knows, and logs a warning with every request that has one. So an empty body's goes before, signed
 * as it is.
 */
final class SdkHttp implements HttpClient {

  private final HttpClient client;

  SdkHttp(AzureOptions options) {
    this.client =
        new JdkHttpClientBuilder()
            .connectionTimeout(options.connectTimeout())
            .responseTimeout(options.readTimeout())
            .readTimeout(options.readTimeout())
            .writeTimeout(options.readTimeout())
            .build();
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return client.send(withoutZeroLength(request));
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client.send(withoutZeroLength(request), context);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client.sendSync(withoutZeroLength(request), context);
  }

  private static HttpRequest withoutZeroLength(HttpRequest request) {
    if (!"0".equals(request.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH))) {
      return request;
    }
    HttpRequest copy = request.copy();
    copy.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    return copy;
  }
}
