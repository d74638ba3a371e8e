package io.github.azblobcache.store.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import java.net.URL;
import java.util.function.UnaryOperator;
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
  private final UnaryOperator<URL> address;

  SdkHttp(AzureOptions options) {
    this(options, UnaryOperator.identity());
  }

  /**
   * @param address where a request goes
   */
  SdkHttp(AzureOptions options, UnaryOperator<URL> address) {
    this.address = address;
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
    return client.send(asMeant(request));
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client.send(asMeant(request), context);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client.sendSync(asMeant(request), context);
  }

  private HttpRequest asMeant(HttpRequest request) {
    HttpRequest copy = request.copy().setUrl(address.apply(request.getUrl()));
    if ("0".equals(copy.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH))) {
      copy.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    }
    return copy;
  }
}
