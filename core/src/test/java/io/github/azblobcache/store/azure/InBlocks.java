package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.azure.config.AzureOptions;

/** Options of a store that uploads the smallest file in blocks. */
public final class InBlocks {

  private InBlocks() {}

  /** A build's, but for the limit. */
  public static AzureOptions options() {
    AzureOptions builds = AzureOptions.forBuilds();
    return new AzureOptions(
        builds.connectTimeout(),
        builds.readTimeout(),
        builds.tries(),
        builds.firstPause(),
        builds.longestPause(),
        0);
  }
}
