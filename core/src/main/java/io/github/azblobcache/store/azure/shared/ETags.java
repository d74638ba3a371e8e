package io.github.azblobcache.store.azure.shared;

/**
 * ETags without their quotes, as they are in a {@link io.github.azblobcache.store.BlobStat}: Azure
 * quotes them in headers and not in listings, Azurite in both (docs/behaviour.md, "quoted ETags").
 */
public final class ETags {

  private ETags() {}

  public static String unquoted(String etag) {
    boolean isQuoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return isQuoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  public static String quoted(String etag) {
    return "\"" + etag + "\"";
  }
}
