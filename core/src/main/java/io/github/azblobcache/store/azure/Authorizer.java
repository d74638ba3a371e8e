package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.StoreException;
import java.util.Map;

/** Says in a request who asks. */
interface Authorizer {

  /**
   * The value of the {@code Authorization} header.
   *
   * @param method for instance {@code GET}
   * @param resource the {@linkplain BlobAddress#canonicalizedResource canonicalized resource}
   * @param headers all that are sent, by lower-case name
   * @param bodyBytes the length of the body, 0 if there is none
   */
  String authorization(String method, String resource, Map<String, String> headers, long bodyBytes)
      throws StoreException;
}
