package io.github.azblobcache.store.azure.config;

import io.github.azblobcache.settings.syntax.CacheKey;
import java.util.List;
import java.util.Map;

/** The keys of {@code type=azblob}, and the environment variables that stand in for some. */
public final class AzblobKeys {

  static final CacheKey ACCOUNT_URL = CacheKey.of("account_url");
  static final CacheKey ACCOUNT_NAME = CacheKey.of("account_name");
  static final CacheKey SECRET_ACCESS_KEY = CacheKey.ofSecret("secret_access_key");
  static final CacheKey SAS_TOKEN = CacheKey.ofSecret("sas_token");
  static final CacheKey CONNECTION_STRING = CacheKey.ofSecret("connection_string");
  static final CacheKey SERVER = CacheKey.of("server");
  static final CacheKey CONTAINER = CacheKey.of("container");

  /** In the order in which messages list them. */
  public static final List<CacheKey> ALL =
      List.of(
          ACCOUNT_URL,
          ACCOUNT_NAME,
          SECRET_ACCESS_KEY,
          SAS_TOKEN,
          CONNECTION_STRING,
          SERVER,
          CONTAINER);

  /** BuildKit's variables, and the one that Azure's own tools read. */
  public static final Map<CacheKey, String> VARIABLES =
      Map.of(
          ACCOUNT_URL,
          "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL",
          ACCOUNT_NAME,
          "BUILDKIT_AZURE_STORAGE_ACCOUNT_NAME",
          CONTAINER,
          "BUILDKIT_AZURE_STORAGE_CONTAINER",
          CacheKey.PREFIX,
          "BUILDKIT_AZURE_STORAGE_PREFIX",
          CONNECTION_STRING,
          "AZURE_STORAGE_CONNECTION_STRING");

  private AzblobKeys() {}
}
