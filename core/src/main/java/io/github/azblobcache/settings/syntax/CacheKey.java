package io.github.azblobcache.settings.syntax;

import java.util.List;

/**
 * A key of a description, but for {@code type}. Those of every cache are here, and those of one
 * type of store beside its {@link StoreType}.
 *
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.32.2/cache/remotecache/azblob/utils.go">BuildKit,
 *     getConfig</a>
 */
public final class CacheKey {

  public static final CacheKey PREFIX = new CacheKey("prefix", false);
  public static final CacheKey MANIFESTS_PREFIX = new CacheKey("manifests_prefix", false);
  public static final CacheKey BLOBS_PREFIX = new CacheKey("blobs_prefix", false);
  public static final CacheKey NAME = new CacheKey("name", false);
  public static final CacheKey MODE = new CacheKey("mode", false);
  public static final CacheKey BASE_MAX_AGE = new CacheKey("base-max-age", false);
  public static final CacheKey IGNORE_ERROR = new CacheKey("ignore-error", false);

  /** The keys of every cache, in the order in which messages list them. */
  static final List<CacheKey> OF_EVERY_CACHE =
      List.of(PREFIX, MANIFESTS_PREFIX, BLOBS_PREFIX, NAME, MODE, BASE_MAX_AGE, IGNORE_ERROR);

  private final String text;
  private final boolean secret;

  private CacheKey(String text, boolean secret) {
    this.text = text;
    this.secret = secret;
  }

  /** A key of one type of store. */
  public static CacheKey of(String text) {
    return new CacheKey(text, false);
  }

  /** A key whose value must never be shown. {@link Redacted} has to know its first word. */
  public static CacheKey ofSecret(String text) {
    return new CacheKey(text, true);
  }

  /** Whether the value must never be shown. */
  boolean isSecret() {
    return secret;
  }

  /** As written in a description. */
  @Override
  public String toString() {
    return text;
  }
}
