package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.BlobKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a container's blobs are, in URLs and in signatures. */
final class BlobAddress {

  private static final String UNRESERVED = "-._~";
  private static final String HEX = "0123456789ABCDEF";

  private final AzureLocation location;

  BlobAddress(AzureLocation location) {
    this.location = location;
  }

  /** The blob's URL, or the container's one for batches. */
  URI url(Optional<BlobKey> key) {
    String container = location.accountUrl() + "/" + location.container();
    return URI.create(
        key.map(it -> container + "/" + encode(it))
            .orElse(container + "?restype=container&comp=batch"));
  }

  /**
   * The resource as it is signed: the account's name, then the path as it is sent. In a path-style
   * URL the path begins with the account's name too, and then it is there twice. Parameters of the
   * query follow in the order of their names.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#constructing-the-canonicalized-resource-string">Azure
   *     Storage, canonicalized resource</a>
   */
  String canonicalizedResource(Optional<BlobKey> key) {
    String query = key.isPresent() ? "" : "\ncomp:batch\nrestype:container";
    return "/" + location.accountName() + url(key).getRawPath() + query;
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
