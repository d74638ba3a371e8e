package io.github.azblobcache.settings.values;

/** The settings that there are, each with its name at every place where it can be written. */
public enum SettingKey {
  FROM("azblob-cache.from", "cacheFrom", "cache-from", "AZBLOB_CACHE_FROM"),
  TO("azblob-cache.to", "cacheTo", "cache-to", "AZBLOB_CACHE_TO"),
  SKIP("azblob-cache.skip", "skip", "skip", "AZBLOB_CACHE_SKIP"),
  SKIP_IMPORT("azblob-cache.skipImport", "skipImport", "skip-import", "AZBLOB_CACHE_SKIP_IMPORT"),
  SKIP_EXPORT("azblob-cache.skipExport", "skipExport", "skip-export", "AZBLOB_CACHE_SKIP_EXPORT"),
  ACCESS("azblob-cache.access", "access", "access", "AZBLOB_CACHE_ACCESS"),
  DIRECTORY("azblob-cache.directory", "directory", "directory", "AZBLOB_CACHE_DIRECTORY"),
  PATIENCE("azblob-cache.patience", "patience", "patience", "AZBLOB_CACHE_PATIENCE"),
  GRACE("azblob-cache.grace", "grace", "grace", "AZBLOB_CACHE_GRACE"),
  SUMMARY("azblob-cache.summary", "summary", "summary", "AZBLOB_CACHE_SUMMARY"),
  PARALLEL_GZIP(
      "azblob-cache.parallelGzip", "parallelGzip", "parallel-gzip", "AZBLOB_CACHE_PARALLEL_GZIP"),
  LAZY("azblob-cache.lazy", "lazy", "lazy", "AZBLOB_CACHE_LAZY");

  private final String property;
  private final String pluginElement;
  private final String extensionElement;
  private final String variable;

  SettingKey(String property, String pluginElement, String extensionElement, String variable) {
    this.property = property;
    this.pluginElement = pluginElement;
    this.extensionElement = extensionElement;
    this.variable = variable;
  }

  /** {@code azblob-cache.to}. */
  String property() {
    return property;
  }

  /** {@code cacheTo}. */
  String pluginElement() {
    return pluginElement;
  }

  /** {@code cache-to}. */
  String extensionElement() {
    return extensionElement;
  }

  /** {@code AZBLOB_CACHE_TO}. */
  String variable() {
    return variable;
  }
}
