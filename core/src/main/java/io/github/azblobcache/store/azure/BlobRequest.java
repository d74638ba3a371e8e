package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request for one blob, or for several at once.
 *
 * @param method for instance {@code GET}
 * @param key the blob; empty for a batch, which is a request to the container
 * @param headers by lower-case name, in the order of the names, which is the order they are signed
 *     in; without date, version and authorization
 * @param body what is uploaded
 */
record BlobRequest(
    String method, Optional<BlobKey> key, Map<String, String> headers, Optional<RequestBody> body) {

  BlobRequest {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  static BlobRequest head(BlobKey key) {
    return new BlobRequest("HEAD", Optional.of(key), Map.of(), Optional.empty());
  }

  static BlobRequest get(BlobKey key, Map<String, String> headers) {
    return new BlobRequest("GET", Optional.of(key), headers, Optional.empty());
  }

  /**
   * One Put Blob.
   *
   * @param condition a header, for instance {@code if-none-match: *}
   */
  static BlobRequest put(BlobKey key, Map.Entry<String, String> condition, RequestBody body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(condition.getKey(), condition.getValue());
    headers.put("content-type", "application/octet-stream");
    headers.put("x-ms-blob-type", "BlockBlob");
    return new BlobRequest("PUT", Optional.of(key), headers, Optional.of(body));
  }

  /** One Delete Blob, of the blob with its snapshots, if it still has this ETag. */
  static BlobRequest delete(BlobKey key, String etag) {
    Map<String, String> headers =
        Map.of("if-match", ETags.quoted(etag), "x-ms-delete-snapshots", "include");
    return new BlobRequest("DELETE", Optional.of(key), headers, Optional.empty());
  }

  /**
   * One Blob Batch.
   *
   * @param boundary of the parts in the body
   */
  static BlobRequest batch(String boundary, RequestBody body) {
    Map<String, String> headers = Map.of("content-type", "multipart/mixed; boundary=" + boundary);
    return new BlobRequest("POST", Optional.empty(), headers, Optional.of(body));
  }

  /** Whether a success has a body that the sender wants. */
  boolean isAnsweredByBody() {
    return method.equals("GET") || method.equals("POST");
  }

  long bodyBytes() {
    return body.map(RequestBody::lengthBytes).orElse(0L);
  }
}
