package io.github.azblobcache.settings.syntax;

import static io.github.azblobcache.settings.syntax.CacheType.AZBLOB;
import static io.github.azblobcache.settings.syntax.CacheType.LOCAL;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All keys of a description, but for {@code type}: the one place to add another.
 *
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.32.2/cache/remotecache/azblob/utils.go">BuildKit,
 *     getConfig</a>
 */
public enum CacheKey {
  ACCOUNT_URL("account_url", "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL", false, AZBLOB),
  ACCOUNT_NAME("account_name", "BUILDKIT_AZURE_STORAGE_ACCOUNT_NAME", false, AZBLOB),
  SECRET_ACCESS_KEY("secret_access_key", "", true, AZBLOB),
  SAS_TOKEN("sas_token", "", true, AZBLOB),
  CONNECTION_STRING("connection_string", "AZURE_STORAGE_CONNECTION_STRING", true, AZBLOB),
  SERVER("server", "", false, AZBLOB),
  CONTAINER("container", "BUILDKIT_AZURE_STORAGE_CONTAINER", false, AZBLOB),
  PREFIX("prefix", "BUILDKIT_AZURE_STORAGE_PREFIX", false, AZBLOB, LOCAL),
  MANIFESTS_PREFIX("manifests_prefix", "", false, AZBLOB, LOCAL),
  BLOBS_PREFIX("blobs_prefix", "", false, AZBLOB, LOCAL),
  NAME("name", "", false, AZBLOB, LOCAL),
  SRC("src", "", false, LOCAL),
  DEST("dest", "", false, LOCAL),
  MODE("mode", "", false, AZBLOB, LOCAL),
  BASE_MAX_AGE("base-max-age", "", false, AZBLOB, LOCAL),
  IGNORE_ERROR("ignore-error", "", false, AZBLOB, LOCAL);

  private final String text;
  private final String environment;
  private final boolean secret;
  private final List<CacheType> types;

  /**
   * @param text as written
   * @param environment the variable that stands in for azblob's key, or empty
   * @param secret whether the value must never be shown
   * @param types where it may be written
   */
  CacheKey(String text, String environment, boolean secret, CacheType... types) {
    this.text = text;
    this.environment = environment;
    this.secret = secret;
    this.types = List.of(types);
  }

  static Optional<CacheKey> named(String text) {
    for (CacheKey key : values()) {
      if (key.text.equals(text)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  static List<String> of(CacheType type) {
    return Stream.of(values()).filter(key -> key.isOf(type)).map(CacheKey::toString).toList();
  }

  boolean isOf(CacheType type) {
    return types.contains(type);
  }

  boolean isSecret() {
    return secret;
  }

  /** The environment variable that is read where the description of such a cache has no value. */
  Optional<String> environment(CacheType type) {
    return type == AZBLOB && !environment.isEmpty() ? Optional.of(environment) : Optional.empty();
  }

  /** As written in a description. */
  @Override
  public String toString() {
    return text;
  }
}
