package io.github.azblobcache.store.azure.sdk;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.CoreUtils;
import io.github.azblobcache.store.azure.shared.ProxyLogin;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What came back, with its whole body: a page of a listing, or a token. */
final class SdkHttpAnswer extends HttpResponse {

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  private SdkHttpAnswer(HttpRequest request, int status, HttpHeaders headers, byte[] body) {
    super(request);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Waits for the answer, and reads it to its end. */
  static SdkHttpAnswer await(HttpRequest request, HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    if (status != HttpURLConnection.HTTP_PROXY_AUTH) {
      ProxyLogin.passed();
    }
    HttpHeaders headers = new HttpHeaders();
    for (Map.Entry<String, List<String>> header : connection.getHeaderFields().entrySet()) {
      // The first line of the answer has no name
      if (header.getKey() != null) {
        headers.set(HttpHeaderName.fromString(header.getKey()), header.getValue());
      }
    }
    byte[] body = body(connection, status);
    long announced = connection.getContentLengthLong();
    // The JDK takes a connection's end for the body's
    if (body.length < announced && request.getHttpMethod() != HttpMethod.HEAD) {
      throw new EOFException("ended after " + body.length + " of " + announced + " bytes");
    }
    return new SdkHttpAnswer(request, status, headers, body);
  }

  private static byte[] body(HttpURLConnection connection, int status) throws IOException {
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return body == null ? new byte[0] : body.readAllBytes();
    }
  }

  @Override
  public int getStatusCode() {
    return status;
  }

  @Override
  @Deprecated
  public String getHeaderValue(String name) {
    return headers.getValue(HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.defer(() -> Flux.just(ByteBuffer.wrap(body)));
  }

  @Override
  public BinaryData getBodyAsBinaryData() {
    return BinaryData.fromBytes(body);
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(body);
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.just(
        CoreUtils.bomAwareToString(body, headers.getValue(HttpHeaderName.CONTENT_TYPE)));
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just(new String(body, charset));
  }

  @Override
  public HttpResponse buffer() {
    return this;
  }
}
