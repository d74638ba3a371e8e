package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.config.AzureLocation;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where a container's blobs are, in URLs and in signatures. */
public final class BlobAddress {

  private static final String UNRESERVED = "-._~";
  private static final String HEX = "0123456789ABCDEF";

  private final AzureLocation location;

  public BlobAddress(AzureLocation location) {
    this.location = location;
  }

  /** The URL of the blob, or of the container, with the request's query. */
  public URI url(BlobRequest request) {
    StringBuilder url = new StringBuilder();
    url.append(location.accountUrl()).append('/').append(location.container());
    if (request.key().isPresent()) {
      url.append('/').append(encode(request.key().get()));
    }
    char separator = '?';
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      url.append(separator).append(parameter.getKey()).append('=');
      url.append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return URI.create(url.toString());
  }

  /**
   * The resource as it is signed: the account's name, then the path as it is sent. In a path-style
   * URL the path begins with the account's name too, and then it is there twice. Parameters of the
   * query follow in the order of their names (docs/behaviour.md, "signed paths").
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#constructing-the-canonicalized-resource-string">Azure
   *     Storage, canonicalized resource</a>
   */
  String canonicalizedResource(BlobRequest request) {
    StringBuilder resource = new StringBuilder();
    resource.append('/').append(location.accountName()).append(url(request).getRawPath());
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      resource.append('\n').append(parameter.getKey()).append(':').append(parameter.getValue());
    }
    return resource.toString();
  }

  /** A key as the path of a URL: all but letters, digits, {@code -._~} and the slash escaped. */
  static String encode(BlobKey key) {
    StringBuilder path = new StringBuilder();
    for (byte b : key.path().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c == '/' || isUnreserved(c)) {
        path.append(c);
      } else {
        path.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return path.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }
}
