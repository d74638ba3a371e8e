package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request for one blob.
 *
 * @param method for instance {@code GET}
 * @param key the blob
 * @param headers by lower-case name, in the order of the names, which is the order they are signed
 *     in; without date, version and authorization
 * @param body what is uploaded
 */
record BlobRequest(
    String method, BlobKey key, Map<String, String> headers, Optional<RequestBody> body) {

  BlobRequest {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  static BlobRequest head(BlobKey key) {
    return new BlobRequest("HEAD", key, Map.of(), Optional.empty());
  }

  static BlobRequest get(BlobKey key, Map<String, String> headers) {
    return new BlobRequest("GET", key, headers, Optional.empty());
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
    return new BlobRequest("PUT", key, headers, Optional.of(body));
  }

  long bodyBytes() {
    return body.map(RequestBody::lengthBytes).orElse(0L);
  }
}
