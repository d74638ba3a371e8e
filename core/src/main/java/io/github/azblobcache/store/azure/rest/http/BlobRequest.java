package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.shared.ETags;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request for one blob, for several at once, or for the container.
 *
 * @param method for instance {@code GET}
 * @param key the blob; empty if the request is to the container
 * @param query the URL's parameters, not escaped, in the order of their names, which is the order
 *     they are signed in
 * @param headers by lower-case name, in the order of the names, which is the order they are signed
 *     in; without date, version and authorization
 * @param body what is uploaded
 */
public record BlobRequest(
    String method,
    Optional<BlobKey> key,
    Map<String, String> query,
    Map<String, String> headers,
    Optional<RequestBody> body) {

  private static final Map<String, String> BINARY =
      Map.of("content-type", "application/octet-stream");

  /**
   * For the services that want a length with each PUT, and because the JDK's HTTP sends a request a
   * second time by itself, where the answer does not come, unless a body is streamed with it
   * (docs/behaviour.md, "requests sent twice").
   */
  private static final Optional<RequestBody> NO_BYTES = Optional.of(RequestBody.of(new byte[0]));

  public BlobRequest {
    query = Collections.unmodifiableMap(new TreeMap<>(query));
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  public static BlobRequest head(BlobKey key) {
    return new BlobRequest("HEAD", Optional.of(key), Map.of(), Map.of(), Optional.empty());
  }

  public static BlobRequest get(BlobKey key, Map<String, String> headers) {
    return new BlobRequest("GET", Optional.of(key), Map.of(), headers, Optional.empty());
  }

  /**
   * One Put Blob.
   *
   * @param condition a header, for instance {@code if-none-match: *}
   */
  public static BlobRequest put(
      BlobKey key, Map.Entry<String, String> condition, RequestBody body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(condition.getKey(), condition.getValue());
    headers.putAll(BINARY);
    headers.put("x-ms-blob-type", "BlockBlob");
    return new BlobRequest("PUT", Optional.of(key), Map.of(), headers, Optional.of(body));
  }

  /** One Put Block, of which readers see nothing before a Put Block List. */
  public static BlobRequest putBlock(BlobKey key, String id, RequestBody block) {
    Map<String, String> query = Map.of("comp", "block", "blockid", id);
    return new BlobRequest("PUT", Optional.of(key), query, BINARY, Optional.of(block));
  }

  /**
   * One Put Block List.
   *
   * @param condition a header, for instance {@code if-none-match: *}
   */
  public static BlobRequest putBlockList(
      BlobKey key, Map.Entry<String, String> condition, RequestBody list) {
    Map<String, String> headers =
        Map.of("content-type", "application/xml", condition.getKey(), condition.getValue());
    Map<String, String> query = Map.of("comp", "blocklist");
    return new BlobRequest("PUT", Optional.of(key), query, headers, Optional.of(list));
  }

  /** One Set Blob Metadata, if the blob still has this ETag, quoted. */
  public static BlobRequest setMetadata(
      BlobKey key, String quotedETag, Map<String, String> metadata) {
    Map<String, String> headers = new TreeMap<>(metadata);
    headers.put("if-match", quotedETag);
    Map<String, String> query = Map.of("comp", "metadata");
    return new BlobRequest("PUT", Optional.of(key), query, headers, NO_BYTES);
  }

  /** One Create Container. */
  public static BlobRequest createContainer() {
    Map<String, String> query = Map.of("restype", "container");
    return new BlobRequest("PUT", Optional.empty(), query, Map.of(), NO_BYTES);
  }

  /** One Delete Blob, of the blob with its snapshots, if it still has this ETag. */
  public static BlobRequest delete(BlobKey key, String etag) {
    Map<String, String> headers =
        Map.of("if-match", ETags.quoted(etag), "x-ms-delete-snapshots", "include");
    return new BlobRequest("DELETE", Optional.of(key), Map.of(), headers, NO_BYTES);
  }

  /**
   * One Blob Batch.
   *
   * @param boundary of the parts in the body
   */
  public static BlobRequest batch(String boundary, RequestBody body) {
    Map<String, String> headers = Map.of("content-type", "multipart/mixed; boundary=" + boundary);
    Map<String, String> query = Map.of("restype", "container", "comp", "batch");
    return new BlobRequest("POST", Optional.empty(), query, headers, Optional.of(body));
  }

  /**
   * The same, whose body is sent once the service says that it wants it.
   *
   * <p>A service that refuses an upload answers before it has read it, and closes the connection.
   * The JDK's HTTP meets that while it sends, and does not read the answer. It does read it where
   * it was waiting for a go-ahead (docs/behaviour.md, "early refusals").
   */
  public BlobRequest askingFirst() {
    Map<String, String> asking = new TreeMap<>(headers);
    asking.put("expect", "100-Continue");
    return new BlobRequest(method, key, query, asking, body);
  }

  /** Whether a success has a body that the sender wants. */
  boolean isAnsweredByBody() {
    return method.equals("GET") || method.equals("POST");
  }

  boolean isBatch() {
    return method.equals("POST");
  }

  long bodyBytes() {
    return body.isPresent() ? body.get().lengthBytes() : 0;
  }
}
